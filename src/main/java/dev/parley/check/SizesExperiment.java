package dev.parley.check;

import dev.parley.check.SizesSeen.Limit;
import dev.parley.check.SizesSeen.Refusal;
import dev.parley.protocol.Frame;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** An experiment that looks for the longest message that is taken: binary, text, in several frames, and from the server. */
final class SizesExperiment implements Experiment<SizesSeen> {
    private final Patient patient;
    private final Progress progress;
    // Null before its turn, and if it is of no use.
    private SizeSearch up;
    private SizeSearch text;
    private SizeSearch inFrames;
    private SizeSearch down;

    SizesExperiment(Patient patient, Progress progress) {
        this.patient = patient;
        this.progress = progress;
    }

    @Override
    public void run() throws InterruptedException, OutOfTime {
        int most = patient.limits().messageBytes();
        up = new SizeSearch(most, bytes -> send(bytes, bytes));
        up.run();
        Limit limit = up.limit();
        if (limit.isFound() && limit.how().isUnopened()) {
            return;
        }
        if (limit.isFound() && !limit.how().isSilence()) {
            text = SizeSearch.like(limit, this::sendText);
            text.run(limit);
            if (limit.taken() > 0 && send(limit.refused(), (limit.refused() + 1) / 2) == null) {
                inFrames = new SizeSearch(most, bytes -> send(bytes, limit.taken()));
                inFrames.run();
            }
        }
        if (patient.survey().parley() != null) {
            down = new SizeSearch(most, this::ask);
            down.run();
        }
    }

    @Override
    public SizesSeen seen() {
        Limit first = up == null ? null : up.limit();
        return first == null || first.taken() == 0 && !first.isFound()
                ? null
                : new SizesSeen(first, limit(text), limit(inFrames), limit(down));
    }

    private static Limit limit(SizeSearch search) {
        return search == null ? null : search.limit();
    }

    /** Sends a binary message in frames of a size, and a ping: whoever answers that has taken the message. */
    private Refusal send(int bytes, int frameBytes) throws InterruptedException, OutOfTime {
        progress.say("a message of " + Lengths.words(bytes));
        byte[] message = noise(bytes);
        Dialogue dialogue = patient.openAgain(patient.sink().compression(false));
        if (!patient.awaitOpen(dialogue)) {
            return new Refusal(dialogue.ended());
        }
        int opcode = Frame.BINARY;
        for (int from = 0; from == 0 || from < bytes; from += frameBytes) {
            int to = (int) Math.min(bytes, (long) from + frameBytes);
            dialogue.wire().sendFrame(to == bytes ? Frame.FIN | opcode : opcode, Arrays.copyOfRange(message, from, to));
            opcode = Frame.CONTINUATION;
        }
        return refusal(dialogue, bytes);
    }

    private Refusal sendText(int bytes) throws InterruptedException, OutOfTime {
        Dialogue dialogue = patient.openAgain(patient.sink().compression(false));
        if (!patient.awaitOpen(dialogue)) {
            return new Refusal(dialogue.ended());
        }
        byte[] letters = new byte[bytes];
        Arrays.fill(letters, (byte) 'a');
        dialogue.wire().sendText(letters);
        return refusal(dialogue, bytes);
    }

    /** Waits until a message is known to be taken, or not. */
    private Refusal refusal(Dialogue dialogue, int bytes) throws InterruptedException, OutOfTime {
        try (dialogue) {
            String question = dialogue.ask();
            return patient.await(patient.limits().patience(), time -> isTaken(dialogue, question, bytes, time)) == null
                    ? new Refusal(dialogue.ended())
                    : null;
        }
    }

    /** Waits for what comes first: the pong, the message itself from an echo that answers no pings, or the end; null if not taken. */
    private static Boolean isTaken(Dialogue dialogue, String question, int bytes, Duration patience)
            throws InterruptedException {
        long untilNanos = System.nanoTime() + patience.toNanos();
        WireEvent event;
        do {
            event = dialogue.next(Duration.ofNanos(untilNanos - System.nanoTime()));
            boolean echo = event instanceof MessageEvent message && message.payload().length == bytes;
            if (echo || dialogue.isAnswered(question)) {
                return true;
            }
        } while (event != null && !(event instanceof Ended));
        return null;
    }

    private Refusal ask(int bytes) throws InterruptedException, OutOfTime {
        progress.say("a message of " + Lengths.words(bytes) + " from the server");
        try (Dialogue dialogue = patient.open(patient.parley("bytes/" + bytes).compression(false))) {
            if (!patient.awaitOpen(dialogue)) {
                return new Refusal(dialogue.ended());
            }
            dialogue.wire().sendBinary(new byte[0]);
            MessageEvent message = patient.await(patient.limits().patience(), dialogue::nextMessage);
            return message != null && message.payload().length == bytes ? null : new Refusal(dialogue.ended());
        }
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }
}
