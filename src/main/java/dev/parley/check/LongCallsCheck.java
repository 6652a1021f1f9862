package dev.parley.check;

import dev.parley.core.Durations;
import dev.parley.wire.Dialogue;
import dev.parley.wire.MessageEvent;
import java.time.Duration;

/**
 * The check of a reply that takes longer than an HTTP request may, with nothing going over the connection meanwhile.
 *
 * <p>It can be begun before its turn, so that it waits beside the idle connections.
 */
final class LongCallsCheck implements Examination {
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
                        .plus(LongCallsJudge.LATE),
                dialogue::nextMessage);
        dialogue.close();
        return LongCallsJudge.of(new LongCallsSeen(
                delay,
                patient.limits().idle(),
                reply == null ? null : Duration.ofNanos(reply.nanos() - dueNanos),
                reply == null ? dialogue.ended() : null,
                askedNanos));
    }
}
