package dev.parley.bench;

import dev.parley.core.Printable;
import dev.parley.protocol.Frame;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The messages of one connection on their way, and the replies to them; used by its event loop only.
 *
 * <p>This is the hot path: {@link #send}, {@link #replied} and {@link #ponged} run once for every message.
 */
final class Exchanges {
    private static final int SHOWN_CHARACTERS = 60;

    private final int number;
    private final int connections;
    private final Traffic traffic;
    private final Link link;
    private final Meter meter;
    private final Ledger waiting = new Ledger();
    // Numbers the messages, over all phases.
    private long messages;
    // What the server says to everybody at first and is no reply.
    private int greetings;

    /** Prepares connection {@code number} of all {@code connections}, which share the numbers of the messages. */
    Exchanges(int number, int connections, Traffic traffic, Link link, Meter meter) {
        this.number = number;
        this.connections = connections;
        this.traffic = traffic;
        this.link = link;
        this.meter = meter;
    }

    /** Passes over so many messages, with which the server greets everybody. */
    void greetings(int toCome) {
        greetings = toCome;
    }

    /** Returns how many messages wait for their replies. */
    int waiting() {
        return waiting.size();
    }

    /** Sends the next message, which was due at this time; {@code heldUp} if the connection did not take it then. */
    void send(long dueNanos, boolean heldUp) {
        byte[] message = traffic.messages().message(messages++ * connections + number);
        long nowNanos = System.nanoTime();
        if (!(traffic.expected() instanceof Expected.Nothing)) {
            waiting.add(dueNanos, nowNanos, message);
        }
        Wire wire = link.wire();
        long before = wire.frameBytesOut();
        switch (traffic.kind()) {
            case PING -> wire.ping(message);
            case TEXT -> send(wire, Frame.TEXT, message);
            case BINARY -> send(wire, Frame.BINARY, message);
        }
        meter.sent(dueNanos, nowNanos, heldUp, wire.frameBytesOut() - before);
    }

    private void send(Wire wire, int opcode, byte[] message) {
        if (traffic.fragments() > 1) {
            Fragments.send(wire, opcode, message, traffic.fragments());
        } else if (opcode == Frame.TEXT) {
            wire.sendText(message);
        } else {
            wire.sendBinary(message);
        }
    }

    /** Takes a message that came, and tells whether it was a reply, right or wrong. */
    boolean replied(MessageEvent message) {
        if (greetings > 0) {
            greetings--;
            return false;
        }
        if (waiting.size() == 0 || traffic.kind() == Traffic.Kind.PING) {
            unasked(message);
            return false;
        }
        int which = which(message);
        if (which < 0) {
            wrong(message);
        } else {
            answered(which, message.nanos());
        }
        return true;
    }

    /** Takes a pong that came, and tells whether it was the reply to a ping. */
    boolean ponged(FrameEvent pong) {
        int which = waiting.find(pong.payload());
        if (which < 0) {
            meter.unasked(pong.nanos(), () -> "a pong with " + shown(pong.payload()));
            return false;
        }
        answered(which, pong.nanos());
        return true;
    }

    /** Returns which message that waits this answers, or -1 if it is a wrong reply. */
    private int which(MessageEvent message) {
        Expected expected = traffic.expected();
        if (expected instanceof Expected.Any) {
            return 0;
        }
        if (message.isText() != (traffic.kind() == Traffic.Kind.TEXT)) {
            return -1;
        }
        return expected instanceof Expected.Same same
                ? Arrays.equals(same.reply(), message.payload()) ? 0 : -1
                : waiting.find(message.payload());
    }

    private void answered(int which, long nanos) {
        if (which > 0) {
            outOfOrder(which);
        }
        long dueNanos = waiting.dueNanos(which);
        meter.answered(dueNanos, waiting.answer(which), nanos);
    }

    private void outOfOrder(int which) {
        meter.problem(
                Kind.Plain.OUT_OF_ORDER,
                waiting.dueNanos(which),
                () -> "connection " + number + " got the reply to " + shown(waiting.message(which)) + " before that to "
                        + shown(waiting.message(0)));
    }

    private void wrong(MessageEvent message) {
        meter.problem(
                Kind.Plain.WRONG_REPLY,
                waiting.dueNanos(0),
                () -> "connection " + number + " got " + shown(message) + " for " + shown(waiting.message(0)));
        // A wrong reply is a reply, or a closed load would wait for ever.
        waiting.answer(0);
    }

    private void unasked(MessageEvent message) {
        meter.unasked(
                message.nanos(),
                traffic.expected() instanceof Expected.Nothing ? null : () -> shown(message.payload()));
    }

    /**
     * Waits no longer for replies that have not come, and returns how many those are.
     *
     * @param counted whether they are missing, or nobody gave them the time
     */
    int giveUp(boolean counted) {
        int missing = waiting.size();
        if (counted && missing > 0) {
            meter.missing(
                    Kind.Plain.NO_REPLY,
                    missing,
                    () -> "connection " + number + " waits for " + (missing == 1 ? "one reply" : missing + " replies")
                            + " to messages of " + waiting.message(0).length + " bytes"
                            + (link.isOpen() ? "" : ", and has ended"));
        }
        waiting.clear();
        return missing;
    }

    private static String shown(MessageEvent message) {
        return (message.isText() ? "" : "binary ") + shown(message.payload());
    }

    private static String shown(byte[] payload) {
        return payload.length + " bytes '"
                + Printable.cut(new String(payload, StandardCharsets.UTF_8), SHOWN_CHARACTERS) + "'";
    }
}
