package dev.parley.check;

import dev.parley.core.Durations;
import dev.parley.wire.Dialogue;
import dev.parley.wire.MessageEvent;
import java.time.Duration;
import java.util.List;

/**
 * The check of a reply that takes longer than an HTTP request may, with nothing going over the connection meanwhile.
 *
 * <p>It can be begun before its turn, so that it waits beside the idle connections.
 */
final class LongCallsCheck implements Examination {
    /** How late a reply may be before that is worth a word. */
    private static final Duration LATE = Duration.ofSeconds(2);

    // What was begun; null before.
    private Dialogue dialogue;
    private Duration delay;
    private long askedNanos;

    /** Asks, if there is a Parley to ask. */
    @Override
    public boolean begin(Patient patient) throws InterruptedException, OutOfTime {
        if (patient.survey().parley() == null) {
            return false;
        }
        delay = delay(patient);
        dialogue = patient.openParley("delay/" + Durations.format(delay));
        if (patient.awaitOpen(dialogue)) {
            askedNanos = System.nanoTime();
            dialogue.wire().sendText("parley check: a long call");
        }
        return true;
    }

    /** Returns how long the call is to take: no longer than the server allows. */
    private static Duration delay(Patient patient) {
        Duration wanted = patient.limits().idle();
        String setting = patient.survey().parley().setting("idle-timeout");
        Duration most = setting == null || setting.equals("0") ? wanted : parsed(setting, wanted);
        return most.compareTo(wanted) < 0 ? most : wanted;
    }

    /** Reads a setting of the server, unless that writes it in another way. */
    private static Duration parsed(String setting, Duration otherwise) {
        try {
            return Durations.parse(setting);
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }

    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        if (patient.survey().parley() == null) {
            return Judgement.skipped(
                    "this needs a server that answers late on demand, as a Parley at the far end does");
        }
        if (dialogue.opened() == null) {
            return Judgement.skipped("/delay of Parley was refused: " + Ends.words(dialogue.ended()));
        }
        progress.say("a reply that takes " + Durations.format(delay));
        long dueNanos = askedNanos + delay.toNanos();
        MessageEvent reply = patient.await(
                Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime()))
                        .plus(patient.limits().patience())
                        .plus(LATE),
                dialogue::nextMessage);
        dialogue.close();
        findings.figure("delay_seconds", delay.toMillis() / 1e3).figure("answered", reply != null);
        if (reply == null) {
            return findings.add(lost(patient)).result("");
        }
        long lateNanos = reply.nanos() - dueNanos;
        findings.figure("late_ms", Times.millis(lateNanos));
        if (lateNanos < -LATE.toNanos()) {
            return Judgement.skipped("what answers at /delay does so at once, so it is not a Parley");
        }
        if (lateNanos > LATE.toNanos()) {
            findings.add(Finding.of(
                    Verdict.WARNING,
                    "a reply after " + Times.words(delay.toNanos()) + " arrives " + Times.words(lateNanos) + " late",
                    "The reply was held back somewhere.",
                    "See the check 'pushes'."));
        }
        return findings.result("a reply that takes " + Times.words(delay.toNanos()) + " arrives, "
                + Times.words(Math.max(0, lateNanos)) + " after it was due"
                + (delay.compareTo(patient.limits().idle()) < 0
                        ? "; longer was not tried, because of the server's own idle-timeout"
                        : ""));
    }

    private Finding lost(Patient patient) {
        boolean cut = dialogue.ended() != null;
        long nanos = cut ? dialogue.ended().nanos() - askedNanos : 0;
        return new Finding(
                Verdict.WARNING,
                "a reply that takes " + Times.words(delay.toNanos()) + " does not arrive: "
                        + (cut
                                ? "the connection is cut after " + Times.words(nanos) + " by "
                                        + Ends.words(dialogue.ended())
                                : "the connection looks open, and nothing comes"),
                "While the server works on an answer, nothing goes over the connection: what cuts idle ones cuts this one, too.",
                List.of("the same limit as in the check 'idle'"),
                "Let either side ping meanwhile, or send signs of progress; or raise the limit (see the check 'idle').",
                List.of(),
                List.of());
    }
}
