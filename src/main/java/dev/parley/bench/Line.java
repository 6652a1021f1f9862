package dev.parley.bench;

import dev.parley.core.Printable;
import dev.parley.protocol.Frame;
import dev.parley.wire.Answered;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.Opened;
import dev.parley.wire.Wire;
import dev.parley.wire.WireEvent;
import dev.parley.wire.WireListener;
import dev.parley.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/** Is one connection under load: sends what is due and checks what comes; used by its lane's event loop only. */
final class Line implements WireListener {
    private static final int SHOWN_CHARACTERS = 60;

    private final Lane lane;
    private final int number;
    private final Ledger waiting = new Ledger();
    private long startNanos;
    // Null before the opening and after the end.
    private Wire wire;
    private long openedNanos;
    private boolean opened;
    private boolean ended;
    private int owed;
    // Of the answer to the handshake; 0 before.
    private int status;
    // What the server says to everybody at first and is no reply.
    private int greetings;
    // The phase in which it takes part, or null.
    private Phase phase;
    private int member;
    // How many of its messages were due or sent in this phase.
    private long turn;
    private long measuredLeft;
    // Whether it has not been able to send when it was due: then it is not parley that is late.
    private boolean heldUp;
    // Numbers its messages, over all phases.
    private long messages;
    // Null unless it reads at a rate.
    private SlowReader slowReader;
    // How it is opened, and whether it shall be once more.
    private WireSettings settings;
    private int greetingsToCome;
    private boolean renewed;

    Line(Lane lane, int number) {
        this.lane = lane;
        this.number = number;
    }

    /**
     * Begins to connect.
     *
     * @param greetings how many messages the server sends at first
     */
    void connect(WireSettings how, int greetings) {
        settings = how;
        greetingsToCome = greetings;
        connect();
    }

    /** Cuts the connection and opens it anew, if replies are still to come on it that nobody waits for any more. */
    void renew() {
        if (isOpen() && owed > 0) {
            renewed = true;
            wire.cut();
        }
    }

    int number() {
        return number;
    }

    boolean isOpen() {
        return wire != null;
    }

    /** Takes part in a phase, from now on if it is open, or from when it is. */
    void join(Phase next, int asMember) {
        phase = next;
        member = asMember;
        turn = 0;
        heldUp = false;
        measuredLeft = next.share(asMember);
        if (isOpen()) {
            begin();
        }
    }

    /** Takes no part in it any more. */
    void leave() {
        phase = null;
    }

    int member() {
        return member;
    }

    /** Tells whether it has something to send or a reply to come, in a phase in which nothing more will be due. */
    boolean isWaiting() {
        boolean toSend = heldUp || measuredLeft < Long.MAX_VALUE && measuredLeft > 0 && !lane.isOver();
        return !ended && phase != null && (waiting.size() > 0 || toSend);
    }

    /** Returns how many replies to messages that were given up may still come. */
    int owed() {
        return isOpen() ? owed : 0;
    }

    /** Returns when its next message is due, under open load. */
    private long dueNanos() {
        return phase.dueNanos(turn * phase.members() + member);
    }

    /** Sends what is due by now, as far as the connection takes it; under open load. */
    void sendDue(long nowNanos) {
        Load.Open load = (Load.Open) phase.load();
        long dueNanos;
        while ((dueNanos = dueNanos()) <= nowNanos && dueNanos < lane.endNanos()) {
            if (!isOpen()) {
                turn++;
                if (opened) {
                    lane.problem("not sent", dueNanos, () -> "connection " + number + " has ended");
                }
            } else if (!wire.isWritable() || waiting.size() >= load.maxInFlight()) {
                heldUp = true;
                return;
            } else {
                // Before it is sent, for the connection may tell meanwhile that it takes more.
                turn++;
                send(dueNanos);
            }
        }
        heldUp = false;
    }

    /** Counts what was not sent, and what waits for a reply that has not come; those are waited for no more. */
    void giveUp(boolean interrupted) {
        if (opened && !interrupted) {
            unsent();
        }
        owed = waiting.size();
        int missing = interrupted ? 0 : owed;
        lane.missing(
                "no reply",
                missing,
                () -> "connection " + number + " waits for "
                        + (missing == 1 ? "one reply" : missing + " replies") + " to messages of "
                        + waiting.message(0).length + " bytes" + (isOpen() ? "" : ", and has ended"));
        waiting.clear();
    }

    private void unsent() {
        Supplier<String> why = () -> "connection " + number + (isOpen() ? " did not take what was due" : " has ended");
        if (measuredLeft < Long.MAX_VALUE) {
            lane.missing("not sent", measuredLeft, why);
        } else if (isOpen() && heldUp) {
            for (; dueNanos() < lane.endNanos(); turn++) {
                lane.problem("not sent", dueNanos(), why);
            }
        }
    }

    /** Ends it in order, or cuts it if it does not read. */
    void close() {
        renewed = false;
        if (isOpen() && slowReader != null && slowReader.waits()) {
            wire.cut();
        } else if (isOpen()) {
            wire.close(1000, "");
        }
    }

    @Override
    public void event(WireEvent event) {
        if (event instanceof MessageEvent message) {
            message(message);
        } else if (event instanceof FrameEvent frame) {
            if (!frame.sent() && frame.opcode() == Frame.PONG) {
                pong(frame);
            }
        } else if (event instanceof Answered answer) {
            status = answer.status();
        } else if (event instanceof Opened open) {
            opened(open);
        } else if (event instanceof Ended end) {
            ended(end);
        }
    }

    @Override
    public boolean wantsFrames() {
        // Pongs are no messages.
        return lane.traffic().kind() == Traffic.Kind.PING;
    }

    @Override
    public void writable(Wire again) {
        if (heldUp && phase != null && phase.load() instanceof Load.Open) {
            sendDue(System.nanoTime());
        }
    }

    private void connect() {
        greetings = greetingsToCome;
        status = 0;
        opened = false;
        ended = false;
        renewed = false;
        owed = 0;
        startNanos = System.nanoTime();
        lane.connect(settings, this);
    }

    private void opened(Opened open) {
        opened = true;
        wire = open.wire();
        openedNanos = open.nanos();
        if (lane.readBytesPerSecond() > 0) {
            slowReader = new SlowReader(lane, wire, openedNanos, lane.readBytesPerSecond());
        }
        lane.opened(this, open.nanos() - startNanos);
        if (phase != null) {
            turn = firstTurn();
            begin();
        }
    }

    private void ended(Ended end) {
        wire = null;
        ended = true;
        lane.closed(number, opened, opened ? end.nanos() - openedNanos : 0, renewed ? null : Problem.of(end, status));
        if (renewed) {
            connect();
        }
    }

    private void begin() {
        if (phase.load() instanceof Load.Closed closed) {
            for (int i = 0; i < closed.inFlight(); i++) {
                sendNext();
            }
        }
    }

    /** Returns the first turn that was not over when the connection opened, if its phase had begun. */
    private long firstTurn() {
        if (phase.load() instanceof Load.Open) {
            long nowNanos = System.nanoTime();
            while (dueNanos() <= nowNanos) {
                turn++;
            }
        }
        return turn;
    }

    /** Sends one message if there is one to send; under closed load. */
    private void sendNext() {
        long nowNanos = System.nanoTime();
        if (nowNanos >= lane.endNanos() || measuredLeft == 0) {
            return;
        }
        if (nowNanos >= phase.measuredNanos() && measuredLeft != Long.MAX_VALUE) {
            measuredLeft--;
        }
        send(nowNanos);
    }

    private void send(long dueNanos) {
        Traffic traffic = lane.traffic();
        byte[] message = traffic.messages().message(messages++ * lane.connections() + number);
        long nowNanos = System.nanoTime();
        if (!(traffic.expected() instanceof Expected.Nothing)) {
            waiting.add(dueNanos, nowNanos, message);
        }
        long before = wire.frameBytesOut();
        switch (traffic.kind()) {
            case PING -> wire.ping(message);
            case TEXT -> send(Frame.TEXT, message, traffic.fragments());
            case BINARY -> send(Frame.BINARY, message, traffic.fragments());
        }
        lane.sent(dueNanos, nowNanos, heldUp, wire.frameBytesOut() - before);
    }

    private void send(int opcode, byte[] message, int fragments) {
        if (fragments > 1) {
            Fragments.send(wire, opcode, message, fragments);
        } else if (opcode == Frame.TEXT) {
            wire.sendText(message);
        } else {
            wire.sendBinary(message);
        }
    }

    private void message(MessageEvent message) {
        received(message.wireBytes(), message.nanos());
        if (greetings > 0) {
            greetings--;
            return;
        }
        Traffic traffic = lane.traffic();
        if (waiting.size() == 0 || traffic.kind() == Traffic.Kind.PING) {
            lane.unasked(
                    message.nanos(),
                    traffic.expected() instanceof Expected.Nothing ? null : () -> shown(message.payload()));
            return;
        }
        boolean text = traffic.kind() == Traffic.Kind.TEXT;
        int which = 0;
        if (traffic.expected() instanceof Expected.Echo) {
            which = waiting.find(message.payload());
        } else if (traffic.expected() instanceof Expected.Same same
                && !Arrays.equals(same.reply(), message.payload())) {
            which = -1;
        }
        if (which < 0 || message.isText() != text && !(traffic.expected() instanceof Expected.Any)) {
            lane.problem(
                    "wrong reply",
                    waiting.dueNanos(0),
                    () -> "connection " + number + " got " + shown(message) + " for " + shown(waiting.message(0)));
            // A wrong reply is a reply, or a closed load would wait for ever.
            waiting.answer(0);
        } else {
            answered(which, message.nanos());
        }
        goOn();
    }

    private void pong(FrameEvent pong) {
        received(pong.wireBytes(), pong.nanos());
        int which = waiting.find(pong.payload());
        if (which < 0) {
            lane.unasked(pong.nanos(), () -> "a pong with " + shown(pong.payload()));
            return;
        }
        answered(which, pong.nanos());
        goOn();
    }

    private void answered(int which, long nanos) {
        if (which > 0) {
            lane.problem(
                    "out of order",
                    waiting.dueNanos(which),
                    () -> "connection " + number + " got the reply to " + shown(waiting.message(which))
                            + " before that to " + shown(waiting.message(0)));
        }
        long dueNanos = waiting.dueNanos(which);
        lane.answered(dueNanos, waiting.answer(which), nanos);
    }

    private void goOn() {
        if (phase == null) {
            return;
        }
        if (phase.load() instanceof Load.Closed) {
            sendNext();
        } else if (heldUp) {
            sendDue(System.nanoTime());
        }
    }

    private void received(long bytes, long nanos) {
        lane.bytesIn(bytes, nanos);
        if (slowReader != null) {
            slowReader.received(bytes);
        }
    }

    private static String shown(MessageEvent message) {
        return (message.isText() ? "" : "binary ") + shown(message.payload());
    }

    private static String shown(byte[] payload) {
        return payload.length + " bytes '"
                + Printable.cut(new String(payload, StandardCharsets.UTF_8), SHOWN_CHARACTERS) + "'";
    }
}
