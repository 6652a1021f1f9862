package dev.parley.bench;

import dev.parley.core.Durations;
import dev.parley.core.ExitCode;
import dev.parley.core.Printable;
import dev.parley.protocol.Frame;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.Opened;
import dev.parley.wire.Wire;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireEvent;
import dev.parley.wire.WireListener;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Finds out with one connection, before the load, whether a server is there, whether it greets, and how it replies. */
final class Probe implements WireListener {
    /**
     * Says how a server behaves.
     *
     * @param greetings how many messages it sends to everybody at first
     */
    record Found(Expected expected, int greetings) {}

    /** How long a server has to begin to greet, and to go on. */
    private static final Duration GREETING = Duration.ofMillis(150);

    /** With more messages than that it does not greet, but sends on its own. */
    private static final int MOST_GREETINGS = 10;

    /** How long the server has to close in order. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    /** Wakes up whoever waits. */
    private static final WireEvent INTERRUPTED = new Ended(0, Ended.How.CUT, null, null, null, false, 0, null);

    private final WireSettings settings;
    private final Traffic traffic;
    private final Duration patience;
    private final BlockingQueue<WireEvent> events = new LinkedBlockingQueue<>();
    // After which nothing is kept any more.
    private volatile boolean over;
    private volatile boolean interrupted;

    /** Prepares it; {@code patience} is for a reply. */
    Probe(WireSettings settings, Traffic traffic, Duration patience) {
        this.settings = settings;
        this.traffic = traffic;
        this.patience = patience;
    }

    /**
     * Finds out.
     *
     * @throws NoLoad if there is no WebSocket there, or no reply
     */
    Found run(WireClient client) throws NoLoad, InterruptedException {
        client.connect(settings, this);
        WireEvent opened =
                next(event -> event instanceof Opened, settings.connectTimeout().plusSeconds(2));
        Wire wire = ((Opened) opened).wire();
        try {
            return talk(wire);
        } finally {
            over = true;
            wire.close(1000, "");
            wire.later(CLOSING, wire::cut);
        }
    }

    /** Lets it end at once; from any thread. */
    void interrupt() {
        interrupted = true;
        events.add(INTERRUPTED);
    }

    @Override
    public void event(WireEvent event) {
        if (!over) {
            events.add(event);
        }
    }

    @Override
    public boolean wantsFrames() {
        return traffic.kind() == Traffic.Kind.PING;
    }

    private Found talk(Wire wire) throws NoLoad, InterruptedException {
        if (traffic.expected() instanceof Expected.Nothing) {
            return new Found(traffic.expected(), 0);
        }
        if (traffic.kind() == Traffic.Kind.PING) {
            wire.ping(traffic.messages().message(0));
            if (next(
                            event -> event instanceof FrameEvent frame && !frame.sent() && frame.opcode() == Frame.PONG,
                            patience)
                    == null) {
                throw new NoLoad(
                        ExitCode.FELL_SHORT,
                        "no pong came within " + Durations.format(patience)
                                + ": the server, or something on the way, does not answer pings (RFC 6455 section 5.5.2)");
            }
            return new Found(traffic.expected(), 0);
        }
        int greetings = greetings();
        return new Found(
                traffic.expected() instanceof Expected.FindOut ? findOut(wire) : traffic.expected(), greetings);
    }

    private int greetings() throws NoLoad, InterruptedException {
        int greetings = 0;
        while (next(event -> event instanceof MessageEvent, GREETING) != null) {
            if (++greetings > MOST_GREETINGS) {
                throw new NoLoad(
                        ExitCode.FELL_SHORT,
                        "the server sends messages on its own, so that replies cannot be told from them:"
                                + " --idle counts them, --expect none sends and counts them");
            }
        }
        return greetings;
    }

    private Expected findOut(Wire wire) throws NoLoad, InterruptedException {
        byte[] message = traffic.messages().message(0);
        MessageEvent reply = exchange(wire, message);
        boolean sameType = reply.isText() == (traffic.kind() == Traffic.Kind.TEXT);
        if (sameType && Arrays.equals(reply.payload(), message)) {
            return new Expected.Echo();
        }
        MessageEvent another = exchange(wire, traffic.messages().message(1));
        return sameType && another.isText() == reply.isText() && Arrays.equals(another.payload(), reply.payload())
                ? new Expected.Same(reply.payload())
                : new Expected.Any();
    }

    private MessageEvent exchange(Wire wire, byte[] message) throws NoLoad, InterruptedException {
        if (traffic.kind() == Traffic.Kind.TEXT) {
            wire.sendText(message);
        } else {
            wire.sendBinary(message);
        }
        WireEvent reply = next(event -> event instanceof MessageEvent, patience);
        if (reply == null) {
            throw new NoLoad(
                    ExitCode.FELL_SHORT,
                    "no reply to a first message within " + Durations.format(patience)
                            + ": give a message that the server answers (--message), or --expect none to send all the same");
        }
        return (MessageEvent) reply;
    }

    private WireEvent next(Predicate<WireEvent> wanted, Duration deadline) throws NoLoad, InterruptedException {
        long untilNanos = System.nanoTime() + deadline.toNanos();
        WireEvent event;
        while (!interrupted && (event = events.poll(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) != null) {
            if (wanted.test(event)) {
                return event;
            }
            if (event instanceof Ended ended && event != INTERRUPTED) {
                throw noLoad(ended);
            }
        }
        if (interrupted) {
            throw new NoLoad(ExitCode.INTERRUPTED, "interrupted before the load began");
        }
        return null;
    }

    private NoLoad noLoad(Ended ended) {
        String url = Printable.show(settings.url().toString());
        String what = Printable.cut(Problem.of(ended, 0).example(), 300);
        return switch (ended.how()) {
            case NO_CONNECTION ->
                new NoLoad(ExitCode.NO_CONNECTION, "no connection to " + url + ": " + what + " (is a server there?)");
            case REFUSED ->
                new NoLoad(
                        ExitCode.HANDSHAKE,
                        "no WebSocket at " + url + ": " + what + " ('connect -v' shows the whole handshake)");
            default -> new NoLoad(ExitCode.ABNORMAL_END, "a first connection to " + url + " did not last: " + what);
        };
    }
}
