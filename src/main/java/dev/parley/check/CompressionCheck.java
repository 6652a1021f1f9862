package dev.parley.check;

import dev.parley.core.Figures;
import dev.parley.core.Printable;
import dev.parley.wire.Dialogue;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** Looks at permessage-deflate (RFC 7692): is it agreed on, is it right, is it worth it. */
final class CompressionCheck implements Examination {
    /** Shorter than the smallest limit that a server is known to have by default, 8 KiB. */
    private static final int MESSAGE_BYTES = 4_000;

    private static final int ROUNDS = 20;
    private static final long SEED = 7692;

    @Override
    public Check check() {
        return Check.COMPRESSION;
    }

    /** Is what an exchange of messages came to. */
    private record Measured(String wrong, int count, long bytesOut, long bytesIn, long medianNanos) {
        static Measured wrong(String how) {
            return new Measured(how, 0, 0, 0, 0);
        }

        double meanOut() {
            return (double) bytesOut / count;
        }

        double meanIn() {
            return (double) bytesIn / count;
        }
    }

    @Override
    public Result examine(Patient patient, Findings findings, Progress progress) throws InterruptedException {
        if (!patient.settings().compression()) {
            return Result.skipped(Check.COMPRESSION, "it was not offered (--no-compression)");
        }
        WireSettings there = patient.survey().echoes() ? patient.echo() : patient.settings();
        String agreed = agreed(patient, there);
        findings.figure("negotiated", agreed);
        if (agreed == null) {
            return findings.result("not agreed on: messages travel as they are, which always works");
        }
        findings.detail("agreed: " + agreed);
        if (!patient.survey().echoes()) {
            return findings.result("agreed on; not tried, because the endpoint does not echo");
        }
        Measured with = exchange(patient, there, CompressionCheck::json, ROUNDS);
        Measured random = exchange(patient, there, CompressionCheck::letters, ROUNDS);
        Measured without =
                exchange(patient, there.compression(false), CompressionCheck::json, Math.max(1, with.count()));
        if (with.wrong() != null || random.wrong() != null) {
            return findings.add(wrong(with, random, without)).result("");
        }
        return worth(findings, with, without, MESSAGE_BYTES);
    }

    private static String agreed(Patient patient, WireSettings there) throws InterruptedException {
        try (Dialogue dialogue = patient.open(there)) {
            return dialogue.awaitOpen() && dialogue.opened().extensions() != null
                    ? Printable.cut(dialogue.opened().extensions(), 120)
                    : null;
        }
    }

    private static Measured exchange(Patient patient, WireSettings there, IntFunction<byte[]> texts, int most)
            throws InterruptedException {
        try (Dialogue dialogue = patient.open(there)) {
            if (!dialogue.awaitOpen()) {
                return Measured.wrong("refused: " + Ends.words(dialogue.ended()));
            }
            long bytesIn = 0;
            List<Long> nanos = new ArrayList<>();
            long startNanos = System.nanoTime();
            while (!Times.areEnough(nanos, most, startNanos, patient.limits())) {
                byte[] text = texts.apply(nanos.size());
                long sentNanos = System.nanoTime();
                dialogue.wire().sendText(text);
                MessageEvent back = dialogue.next(
                        MessageEvent.class,
                        message -> Arrays.equals(message.payload(), text),
                        patient.limits().patience());
                if (back == null) {
                    return Measured.wrong(
                            dialogue.ended() == null ? "no answer, or another" : Ends.words(dialogue.ended()));
                }
                bytesIn += back.wireBytes();
                nanos.add(back.nanos() - sentNanos);
            }
            return new Measured(null, nanos.size(), dialogue.sentBytes(), bytesIn, Times.median(nanos));
        }
    }

    private static Finding wrong(Measured with, Measured random, Measured without) {
        String how = with.wrong() != null ? with.wrong() : random.wrong();
        return Finding.of(
                        Verdict.FAILED,
                        "with compression: " + how + "; without it "
                                + (without.wrong() == null ? "messages come through" : without.wrong()),
                        without.wrong() == null
                                ? "Compression was agreed on and is not done right by the server or a hop that rewrites messages;"
                                        + " browsers offer it, so it is their users who lose connections."
                                : "Messages do not come through either way: see the check 'messages'.",
                        "Switch it off in the server until it is mended (Tomcat and Spring: let the endpoint accept no extensions; Node"
                                + " ws: perMessageDeflate: false; nginx: proxy_set_header Sec-WebSocket-Extensions \"\").")
                .facts("hs-deflate-rsv", "hs-deflate-small");
    }

    private static Result worth(Findings findings, Measured with, Measured without, int length) {
        double share = (with.meanOut() + with.meanIn()) / (without.meanOut() + without.meanIn());
        findings.figure("compressedRatio", Math.round(share * 1000) / 1000.0)
                .figure("compressedRoundTripMillis", Times.millis(with.medianNanos()))
                .figure("plainRoundTripMillis", Times.millis(without.medianNanos()));
        String sizes = Figures.bytes(length) + " of JSON travel as " + Figures.bytes(with.meanOut()) + " there and "
                + Figures.bytes(with.meanIn()) + " back";
        findings.detail("a round trip takes " + Times.words(with.medianNanos()) + ", without compression "
                + Times.words(without.medianNanos()) + " (medians of " + without.count() + ")");
        boolean both = with.meanIn() < without.meanIn() && with.meanOut() < without.meanOut();
        return findings.result("agreed on and right: " + sizes
                + (both
                        ? share < 0.7 ? ", worth it on a network" : ", hardly worth it"
                        : with.meanIn() < without.meanIn()
                                ? "; this side does not compress, for the window that was agreed on is too small for it"
                                : "; the server does not compress what it sends"));
    }

    /** Makes text of the kind that most applications send. */
    private static byte[] json(int round) {
        StringBuilder text = new StringBuilder(MESSAGE_BYTES + 200).append("[");
        Random random = new Random(SEED + round);
        for (int i = 0; text.length() < MESSAGE_BYTES; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(round * 1000 + i)
                    .append(",\"symbol\":\"PAR\",\"price\":")
                    .append(random.nextInt(100_000) / 100.0)
                    .append(",\"volume\":")
                    .append(random.nextInt(1_000_000))
                    .append("}");
        }
        return text.substring(0, MESSAGE_BYTES).getBytes(StandardCharsets.UTF_8);
    }

    /** Makes text that hardly compresses. */
    private static byte[] letters(int round) {
        byte[] text = new byte[MESSAGE_BYTES];
        Random random = new Random(SEED + round);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (' ' + random.nextInt(95));
        }
        return text;
    }
}
