package dev.parley.check;

import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Manner;
import dev.parley.check.knowledge.Refused;
import dev.parley.check.knowledge.Suspect;
import dev.parley.check.knowledge.Suspects;
import dev.parley.core.Figures;
import dev.parley.protocol.Frame;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Searches the longest message that is taken each way, and sees how a longer one is refused. */
final class SizesCheck implements Examination {
    private static final int LEAST_BYTES = 1_024;
    private static final int GROWTH = 4;
    /** Shorter limits are met by ordinary applications. */
    private static final int USUAL_BYTES = 64 * 1024;

    /**
     * Is how far a search came.
     *
     * @param taken the longest message that was taken
     * @param refused the shortest that was not; 0 if all were
     * @param how the way that was refused; null if none was
     */
    record Limit(int taken, int refused, Refused how) {
        boolean isFound() {
            return refused != 0;
        }
    }

    /** Is how one message was refused: by an end, or by silence if that is null. */
    record Refused(Ended end) {
        String words() {
            return end == null ? "no answer in time" : Ends.words(end);
        }

        /** Tells whether nothing came: it may have been refused, or be on its way on a slow line. */
        boolean isSilence() {
            return end == null;
        }

        /** Tells whether the connection to send it on was refused. */
        boolean isUnopened() {
            return end != null && end.step() != null;
        }
    }

    /** Sends a message of a size, and returns null if it was taken. */
    private interface Probe {
        Refused send(int bytes) throws InterruptedException;
    }

    private final Suspects suspects;
    private final Facts facts;

    SizesCheck(Facts facts) {
        this.facts = facts;
        this.suspects = new Suspects(facts);
    }

    @Override
    public Check check() {
        return Check.SIZES;
    }

    @Override
    public Result examine(Patient patient, Findings findings, Progress progress) throws InterruptedException {
        if (!patient.survey().takesMessages()) {
            return Result.skipped(
                    Check.SIZES, "the endpoint ends the connection when a message comes that it does not know");
        }
        int most = patient.limits().messageBytes();
        Limit up = search(most, bytes -> send(patient, bytes, false, progress));
        if (up.taken() == 0 && up.how().isUnopened()) {
            return Result.skipped(
                    Check.SIZES, "connections are refused (" + up.how().words() + "): see the check 'connections'");
        }
        if (up.isFound() && up.how().isUnopened()) {
            return findings.detail("taken up to " + size(up.taken()))
                    .result("not finished: connections are refused (" + up.how().words()
                            + "), see the check 'connections'");
        }
        Limit text = up.isFound() && !up.how().isSilence() ? same(up, bytes -> sendText(patient, bytes)) : up;
        boolean frames = up.isFound()
                && up.taken() > 0
                && !up.how().isSilence()
                && send(patient, up.refused(), true, progress) == null;
        Limit message = frames ? search(most, bytes -> send(patient, bytes, up.taken(), progress)) : up;
        Limit down = patient.survey().parley() == null ? null : search(most, bytes -> ask(patient, bytes, progress));
        return judge(findings, patient, up, text, frames ? message : null, down);
    }

    private Result judge(Findings findings, Patient patient, Limit up, Limit text, Limit message, Limit down) {
        boolean frames = message != null;
        findings.figure("takenBytes", up.taken())
                .figure("limitFound", up.isFound())
                .figure("limitIsOfFrames", frames);
        StringBuilder summary = new StringBuilder();
        if (!up.isFound()) {
            summary.append("a message of ").append(size(up.taken())).append(" is taken, the longest that was tried");
        } else {
            String what = (frames ? "frame" : "message") + " that is taken has " + size(up.taken());
            findings.figure("refusedBy", up.how().words());
            summary.append("the longest ")
                    .append(what)
                    .append(
                            up.how().isSilence()
                                    ? "; one of " + size(up.refused()) + " got "
                                    : "; a longer one ends in ")
                    .append(up.how().words());
            if (text.taken() != up.taken()) {
                findings.detail("text: " + size(text.taken())
                        + (text.isFound()
                                ? ", a longer one ends in " + text.how().words()
                                : ""));
            }
            limit(findings, patient, up, frames);
        }
        if (frames) {
            findings.figure("messageBytes", message.taken());
            findings.detail("in several frames " + size(message.taken())
                    + (message.isFound()
                            ? " and no more: " + message.how().words()
                            : " are taken, the most that was tried"));
        }
        if (down != null) {
            findings.figure("receivedBytes", down.taken());
            summary.append("; from the server ").append(size(down.taken())).append(" arrive");
            if (down.isFound() && !down.how().isSilence() && !isTheServersOwn(patient, down)) {
                findings.add(Finding.of(
                        Verdict.WARNING,
                        "of messages from the server at most " + size(down.taken()) + " arrive; more end in "
                                + down.how().words(),
                        "The server sends longer ones, so it is a hop that has a limit.",
                        "Find the hop that takes frames apart, and its limit on messages."));
            }
        }
        return findings.result(summary.toString());
    }

    private void limit(Findings findings, Patient patient, Limit up, boolean frames) {
        Ended end = up.how().end();
        boolean said = end != null && end.received() != null && end.code() == 1009;
        boolean small = up.taken() < USUAL_BYTES;
        if (up.how().isSilence() && !small) {
            findings.detail("that may be the line: how much fits into the time is no limit of anybody");
            return;
        }
        List<Suspect> likely = suspects.messageSize(
                up.taken(), frames, Manner.of(end), patient.survey().hops());
        List<String> names = likely.stream().map(Suspect::clause).limit(4).toList();
        if (said && !small) {
            likely.stream().filter(Suspect::seen).map(Suspect::clause).forEach(findings::detail);
            return;
        }
        findings.add(new Finding(
                Verdict.WARNING,
                "the longest " + (frames ? "frame" : "message") + " that is taken has " + size(up.taken())
                        + "; a longer one ends in " + up.how().words(),
                said
                        ? "Applications often send longer messages than this; each ends its connection."
                        : "A message that is too long should be answered with close 1009 (RFC 6455 section 7.4.1); like this a client"
                                + " cannot know why it lost the connection.",
                names,
                "Raise the limit where it is set, or send less in one message.",
                facts.configurations("message-size", likely),
                likely.stream().map(suspect -> suspect.fact().id()).limit(4).toList()));
    }

    /** Tells whether a limit is that of the Parley at the far end, which sends no more than it takes. */
    private static boolean isTheServersOwn(Patient patient, Limit down) {
        return down.how().end() != null && down.how().end().how() == Ended.How.REFUSED
                || down.how().end() != null && down.how().end().code() == 1008;
    }

    private static String size(int bytes) {
        return Figures.bytes(bytes) + (bytes < 1024 ? "" : " (" + Figures.count(bytes) + " bytes)");
    }

    /** Grows until it is refused, and then halves what is between to the byte. */
    private static Limit search(int most, Probe probe) throws InterruptedException {
        int taken = 0;
        int refused = 0;
        Refused how = null;
        for (long bytes = LEAST_BYTES; refused == 0 && taken < most; bytes *= GROWTH) {
            int size = (int) Math.min(most, bytes);
            how = probe.send(size);
            if (how == null) {
                taken = size;
            } else {
                refused = size;
            }
        }
        // Most limits are round, and so are the sizes above: then one try is enough.
        int middle = taken + 1;
        while (refused > taken + 1 && !how.isSilence()) {
            Refused now = probe.send(middle);
            if (now == null) {
                taken = middle;
            } else {
                refused = middle;
                // The smaller the excess, the better it shows how it is refused: much more is reset while it is still
                // sent.
                how = now;
            }
            middle = taken + (refused - taken) / 2;
        }
        return new Limit(taken, refused, how);
    }

    /** Sees whether another kind of message has the same limit, and searches only if not. */
    private static Limit same(Limit limit, Probe probe) throws InterruptedException {
        Refused how = probe.send(limit.refused());
        return how != null && (limit.taken() == 0 || probe.send(limit.taken()) == null)
                ? new Limit(limit.taken(), limit.refused(), how)
                : search(Math.max(limit.refused(), LEAST_BYTES), probe);
    }

    private static Refused send(Patient patient, int bytes, boolean halved, Progress progress)
            throws InterruptedException {
        return send(patient, bytes, halved ? (bytes + 1) / 2 : bytes, progress);
    }

    /** Sends a binary message in frames of a size, and a ping: whoever answers that has taken the message. */
    private static Refused send(Patient patient, int bytes, int frameBytes, Progress progress)
            throws InterruptedException {
        progress.say("a message of " + size(bytes));
        byte[] message = noise(bytes);
        Dialogue dialogue = patient.openAgain(patient.sink().compression(false));
        if (!dialogue.awaitOpen()) {
            return new Refused(dialogue.ended());
        }
        int opcode = Frame.BINARY;
        for (int from = 0; from == 0 || from < bytes; from += frameBytes) {
            int to = (int) Math.min(bytes, (long) from + frameBytes);
            dialogue.wire().sendFrame(to == bytes ? Frame.FIN | opcode : opcode, Arrays.copyOfRange(message, from, to));
            opcode = Frame.CONTINUATION;
        }
        return taken(patient, dialogue, bytes);
    }

    private static Refused sendText(Patient patient, int bytes) throws InterruptedException {
        Dialogue dialogue = patient.openAgain(patient.sink().compression(false));
        if (!dialogue.awaitOpen()) {
            return new Refused(dialogue.ended());
        }
        byte[] text = new byte[bytes];
        Arrays.fill(text, (byte) 'a');
        dialogue.wire().sendText(text);
        return taken(patient, dialogue, bytes);
    }

    private static Refused taken(Patient patient, Dialogue dialogue, int bytes) throws InterruptedException {
        String question = dialogue.ask();
        // What comes first: the pong, the message itself from an echo that answers no pings, or the end.
        long untilNanos = System.nanoTime() + patient.limits().patience().toNanos();
        WireEvent event;
        do {
            event = dialogue.next(Duration.ofNanos(untilNanos - System.nanoTime()));
            boolean pong = dialogue.isAnswered(question);
            boolean echo = event instanceof MessageEvent message && message.payload().length == bytes;
            if (pong || echo) {
                dialogue.close();
                return null;
            }
        } while (event != null && !(event instanceof Ended));
        dialogue.close();
        return new Refused(dialogue.ended());
    }

    private static Refused ask(Patient patient, int bytes, Progress progress) throws InterruptedException {
        progress.say("a message of " + size(bytes) + " from the server");
        try (Dialogue dialogue = patient.open(patient.parley("bytes/" + bytes).compression(false))) {
            if (!dialogue.awaitOpen()) {
                return new Refused(dialogue.ended());
            }
            dialogue.wire().sendBinary(new byte[0]);
            MessageEvent message = dialogue.nextMessage(patient.limits().patience());
            return message != null && message.payload().length == bytes ? null : new Refused(dialogue.ended());
        }
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }
}
