package dev.parley.check;

import dev.parley.check.CompressionSeen.Exchanges;
import dev.parley.core.Printable;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** An experiment that sends the same messages with compression and without to an endpoint that sends them back. */
final class CompressionExperiment implements Experiment<CompressionSeen> {
    /** Shorter than the smallest limit that a server is known to have by default, 8 KiB. */
    private static final int MESSAGE_BYTES = 4_000;

    private static final int ROUNDS = 20;
    private static final long SEED = 7692;

    private final Patient patient;
    private boolean asked;
    private Ended refused;
    private String agreed;
    private Exchanges json;
    private Exchanges letters;
    private Exchanges plain;

    CompressionExperiment(Patient patient) {
        this.patient = patient;
    }

    @Override
    public void run() throws InterruptedException, OutOfTime {
        WireSettings there = patient.survey().echoes() ? patient.echo() : patient.settings();
        agree(there);
        if (agreed != null && patient.survey().echoes()) {
            json = exchange(there, CompressionExperiment::json, ROUNDS);
            letters = exchange(there, CompressionExperiment::letters, ROUNDS);
            plain = exchange(
                    there.compression(false),
                    CompressionExperiment::json,
                    Math.max(1, json.isRight() ? json.nanos().size() : 0));
        }
    }

    @Override
    public CompressionSeen seen() {
        return asked
                ? new CompressionSeen(refused, agreed, patient.survey().echoes(), MESSAGE_BYTES, json, letters, plain)
                : null;
    }

    private void agree(WireSettings there) throws InterruptedException, OutOfTime {
        try (Dialogue dialogue = patient.open(there)) {
            if (patient.awaitOpen(dialogue)) {
                String extensions = dialogue.opened().extensions();
                agreed = extensions == null ? null : Printable.cut(extensions, 120);
            } else {
                refused = dialogue.ended();
            }
            asked = true;
        }
    }

    private Exchanges exchange(WireSettings there, IntFunction<byte[]> texts, int most)
            throws InterruptedException, OutOfTime {
        try (Dialogue dialogue = patient.open(there)) {
            if (!patient.awaitOpen(dialogue)) {
                return new Exchanges(List.of(), 0, 0, false, false, dialogue.ended());
            }
            long bytesIn = 0;
            boolean lost = false;
            List<Long> nanos = new ArrayList<>();
            long startNanos = System.nanoTime();
            while (!lost && !Times.areEnough(nanos, most, startNanos, patient.limits())) {
                byte[] text = texts.apply(nanos.size());
                long sentNanos = System.nanoTime();
                dialogue.wire().sendText(text);
                MessageEvent back = patient.await(
                        patient.limits().patience(),
                        time -> dialogue.next(
                                MessageEvent.class, message -> Arrays.equals(message.payload(), text), time));
                lost = back == null;
                if (back != null) {
                    bytesIn += back.wireBytes();
                    nanos.add(back.nanos() - sentNanos);
                }
            }
            return new Exchanges(nanos, dialogue.sentBytes(), bytesIn, true, lost, dialogue.ended());
        }
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
