package dev.parley.conformance;

import dev.parley.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is sent in a case, step by step; the same whether a client or a server sends it. */
public record Script(List<Step> steps) {
    /** Time between two parts of what is chopped, so that the system does not join them again. */
    private static final Duration GAP = Duration.ofMillis(1);

    /** The most that all gaps of a step add up to; a long one has shorter gaps. */
    private static final Duration MOST_GAPS = Duration.ofMillis(50);

    /** Copies the list. */
    public Script {
        steps = List.copyOf(steps);
    }

    /**
     * Bytes that go to the network at once.
     *
     * @param afterNanos how long after those before them
     */
    record Write(long afterNanos, byte[] bytes) {}

    /** Returns all that is framed. */
    List<Piece> pieces() {
        return steps.stream().flatMap(Script::pieces).toList();
    }

    /** Returns what goes to the network, as this side has to send it. */
    List<Write> writes(Role sender) {
        List<Write> writes = new ArrayList<>();
        long pauseNanos = 0;
        for (Step step : steps) {
            if (step instanceof Step.Pause pause) {
                pauseNanos += pause.length().toNanos();
            } else {
                add(writes, step, sender, pauseNanos);
                pauseNanos = 0;
            }
        }
        return writes;
    }

    /** Says what is sent. */
    public String words() {
        return steps.stream().map(Script::words).collect(Collectors.joining(", "));
    }

    private static void add(List<Write> writes, Step step, Role sender, long pauseNanos) {
        byte[] all = bytes(step, sender);
        int each = step instanceof Step.Chop chop ? chop.bytesEach() : all.length;
        long gapNanos = Math.min(GAP.toNanos(), MOST_GAPS.toNanos() / Math.max(1, all.length / each));
        for (int from = 0; from < all.length; from += each) {
            byte[] part = Arrays.copyOfRange(all, from, Math.min(all.length, from + each));
            writes.add(new Write(from == 0 ? pauseNanos : gapNanos, part));
        }
    }

    private static byte[] bytes(Step step, Role sender) {
        if (step instanceof Step.Raw raw) {
            return raw.bytes();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces(step).forEach(piece -> all.writeBytes(piece.bytes(sender)));
        return all.toByteArray();
    }

    private static Stream<Piece> pieces(Step step) {
        if (step instanceof Step.Send send) {
            return send.pieces().stream();
        }
        return step instanceof Step.Chop chop ? chop.pieces().stream() : Stream.empty();
    }

    private static String words(Step step) {
        if (step instanceof Step.Pause pause) {
            return "a pause of " + pause.length().toMillis() + " ms";
        }
        if (step instanceof Step.Raw raw) {
            return "bytes " + Payload.show(raw.bytes());
        }
        String pieces = pieces(step).map(Piece::words).collect(Collectors.joining(", "));
        if (step instanceof Step.Chop chop) {
            return pieces + (chop.bytesEach() == 1 ? ", byte by byte" : ", " + chop.bytesEach() + " bytes at a time");
        }
        return pieces;
    }
}
