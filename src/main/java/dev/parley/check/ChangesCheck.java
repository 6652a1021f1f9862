package dev.parley.check;

import com.google.gson.JsonParser;
import dev.parley.check.knowledge.Facts;
import dev.parley.protocol.Header;
import dev.parley.wire.Dialogue;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireSettings;
import java.util.ArrayList;
import java.util.List;

/** The check that compares the handshake that was sent with the one that a Parley at the far end received. */
final class ChangesCheck implements Examination {
    private final ChangesJudge judge;

    ChangesCheck(Facts facts) {
        this.judge = new ChangesJudge(facts);
    }

    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        if (patient.survey().parley() == null) {
            return Judgement.skipped(
                    "only a Parley at the far end can tell what it received, and none was found there");
        }
        WireSettings given = patient.parley("request");
        try (Dialogue full = patient.open(complete(given))) {
            if (patient.awaitOpen(full)) {
                return compared(patient, full);
            }
        }
        // What was added may be what is refused: that is for another check to tell.
        try (Dialogue plain = patient.open(given)) {
            return patient.awaitOpen(plain)
                    ? compared(patient, plain)
                    : Judgement.skipped("/request of Parley was refused: " + Ends.words(plain.ended()));
        }
    }

    /** Adds what browsers and applications send. */
    private static WireSettings complete(WireSettings settings) {
        List<Header> headers = new ArrayList<>(settings.headers());
        add(headers, "Origin", Ways.ownOrigin(settings.url()));
        add(headers, "Cookie", "parley-check=1");
        add(headers, "X-Parley-Check", "1");
        WireSettings more = settings.headers(headers);
        return settings.subprotocols().isEmpty() ? more.subprotocols(List.of("parley.check")) : more;
    }

    private static void add(List<Header> headers, String name, String value) {
        if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase(name))) {
            headers.add(new Header(name, value));
        }
    }

    private Judgement compared(Patient patient, Dialogue dialogue) throws InterruptedException, OutOfTime {
        MessageEvent message = patient.await(patient.limits().patience(), dialogue::nextMessage);
        if (message == null) {
            return Judgement.skipped("/request of Parley sent nothing");
        }
        ChangesSeen arrival = ChangesSeen.of(
                dialogue.answered().request(),
                JsonParser.parseString(message.asText()).getAsJsonObject(),
                dialogue.opened().extensions());
        return judge.of(arrival, patient.survey().hops());
    }
}
