package dev.parley.bench;

import dev.parley.protocol.Frame;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.Opened;
import dev.parley.wire.Wire;
import dev.parley.wire.WireEvent;
import dev.parley.wire.WireListener;
import dev.parley.wire.WireSettings;

/** One connection under load, from its opening to its end; used by its lane's event loop only. */
final class Line implements WireListener {
    private final int number;
    private final GuardedLoop loop;
    private final Meter meter;
    private final boolean pings;
    private final int readBytesPerSecond;
    private final Link link = new Link();
    private final Exchanges exchanges;
    private final Turns turns;
    // How it is opened, and how many messages the server then sends at first.
    private WireSettings settings;
    private int greetings;
    private long startNanos;
    private long openedNanos;
    // How many replies may still come that nobody waits for.
    private int owed;
    // Whether this side ends it: to open it once more, or for good.
    private boolean renewed;
    private boolean closing;
    // Null unless it reads at a rate.
    private SlowReader slowReader;

    /** Prepares connection {@code number} of a plan. */
    Line(int number, Plan plan, Traffic traffic, GuardedLoop loop, Meter meter) {
        this.number = number;
        this.loop = loop;
        this.meter = meter;
        this.pings = traffic.kind() == Traffic.Kind.PING;
        this.readBytesPerSecond = plan.readBytesPerSecond();
        this.exchanges = new Exchanges(number, plan.connections(), traffic, link, meter);
        this.turns = new Turns(number, link, exchanges, meter);
    }

    int number() {
        return number;
    }

    /** Returns when it sends what. */
    Turns turns() {
        return turns;
    }

    /**
     * Begins to connect.
     *
     * @param toCome how many messages the server sends at first
     */
    void connect(WireSettings how, int toCome) {
        settings = how;
        greetings = toCome;
        connect();
    }

    /** Cuts the connection and opens it anew, if replies may still come on it that nobody waits for. */
    void renew() {
        if (isOwing()) {
            renewed = true;
            link.wire().cut();
        }
    }

    /** Tells whether replies may still come that nobody waits for: to messages that were given up. */
    boolean isOwing() {
        return link.isOpen() && owed > 0;
    }

    /** Ends its part in a phase: what was not sent and what was not answered is counted, unless it was interrupted. */
    void finish(boolean interrupted) {
        if (!interrupted) {
            turns.giveUp();
        }
        owed = exchanges.giveUp(!interrupted);
        turns.leave();
    }

    /** Ends it in order, or cuts it if it does not read; if it is still to be opened, then. */
    void close() {
        renewed = false;
        closing = true;
        if (link.isOpen() && slowReader != null && slowReader.waits()) {
            link.wire().cut();
        } else if (link.isOpen()) {
            link.wire().close(1000, "");
        }
    }

    @Override
    public void event(WireEvent event) {
        if (event instanceof MessageEvent message) {
            received(message.wireBytes(), message.nanos());
            if (exchanges.replied(message)) {
                turns.replied();
            }
        } else if (event instanceof FrameEvent frame) {
            if (!frame.sent() && frame.opcode() == Frame.PONG) {
                received(frame.wireBytes(), frame.nanos());
                if (exchanges.ponged(frame)) {
                    turns.replied();
                }
            }
        } else if (event instanceof Opened open) {
            opened(open);
        } else if (event instanceof Ended end) {
            ended(end);
        }
    }

    @Override
    public boolean wantsFrames() {
        // Pongs are no messages.
        return pings;
    }

    @Override
    public void writable(Wire again) {
        turns.writable();
    }

    private void connect() {
        owed = 0;
        renewed = false;
        link.connecting();
        exchanges.greetings(greetings);
        startNanos = System.nanoTime();
        loop.connect(settings, this);
    }

    private void opened(Opened open) {
        openedNanos = open.nanos();
        link.opened(open.wire());
        if (readBytesPerSecond > 0) {
            slowReader = new SlowReader(loop, open.wire(), openedNanos, readBytesPerSecond);
        }
        meter.opened(number, openedNanos - startNanos);
        if (closing) {
            close();
        }
        turns.opened();
    }

    private void ended(Ended end) {
        boolean wasOpen = link.wasOpened();
        link.ended();
        Problem unwanted = renewed || closing ? null : Problem.of(end);
        meter.ended(number, wasOpen, wasOpen ? end.nanos() - openedNanos : 0, unwanted);
        if (renewed) {
            connect();
        }
    }

    private void received(long bytes, long nanos) {
        meter.bytesIn(bytes, nanos);
        if (slowReader != null) {
            slowReader.received(bytes);
        }
    }
}
