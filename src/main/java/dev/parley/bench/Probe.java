package dev.parley.bench;

import dev.parley.core.Durations;
import dev.parley.core.ExitCode;
import dev.parley.core.Printable;
import dev.parley.protocol.Frame;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireEvent;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;

/** A first connection, before the load, that finds out whether a server is there, whether it greets, and how it replies. */
final class Probe {
    /**
     * What there is to know of a server.
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

    private final WireSettings settings;
    private final Traffic traffic;
    private final Duration patience;
    // Null before it connects; read by the thread that interrupts.
    private volatile Dialogue dialogue;
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
     * @throws NoLoad if there is no WebSocket there, or no reply, or it was interrupted
     */
    Found run(WireClient client) throws NoLoad, InterruptedException {
        throwIfInterrupted();
        dialogue = Dialogue.begin(client, settings);
        // Whoever interrupted a moment ago found nothing to wake up.
        throwIfInterrupted();
        if (!dialogue.awaitOpen()) {
            throw ended();
        }
        try {
            return talk();
        } finally {
            // A server that takes so many connections and no more is to have the place free again.
            dialogue.close();
            dialogue.awaitEnd(CLOSING);
            dialogue.wire().cut();
        }
    }

    /** Has it end at once; from any thread. */
    void interrupt() {
        interrupted = true;
        Dialogue waiting = dialogue;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private Found talk() throws NoLoad, InterruptedException {
        if (traffic.expected() instanceof Expected.Nothing) {
            return new Found(traffic.expected(), 0);
        }
        if (traffic.kind() == Traffic.Kind.PING) {
            ping();
            return new Found(traffic.expected(), 0);
        }
        int greetings = greetings();
        return new Found(traffic.expected() instanceof Expected.FindOut ? findOut() : traffic.expected(), greetings);
    }

    private void ping() throws NoLoad, InterruptedException {
        dialogue.wire().ping(traffic.messages().message(0));
        if (next(FrameEvent.class, frame -> frame.opcode() == Frame.PONG, patience) == null) {
            throw new NoLoad(
                    ExitCode.FELL_SHORT,
                    "no pong came within " + Durations.format(patience)
                            + ": the server, or something on the way, does not answer pings (RFC 6455 section 5.5.2)");
        }
    }

    private int greetings() throws NoLoad, InterruptedException {
        int greetings = 0;
        while (nextMessage(GREETING) != null) {
            if (++greetings > MOST_GREETINGS) {
                throw new NoLoad(
                        ExitCode.FELL_SHORT,
                        "the server sends messages on its own, so that replies cannot be told from them:"
                                + " --idle counts them, --expect none sends and counts them");
            }
        }
        return greetings;
    }

    private Expected findOut() throws NoLoad, InterruptedException {
        byte[] message = traffic.messages().message(0);
        MessageEvent reply = exchange(message);
        boolean sameType = reply.isText() == (traffic.kind() == Traffic.Kind.TEXT);
        if (sameType && Arrays.equals(reply.payload(), message)) {
            return new Expected.Echo();
        }
        MessageEvent another = exchange(traffic.messages().message(1));
        return sameType && another.isText() == reply.isText() && Arrays.equals(another.payload(), reply.payload())
                ? new Expected.Same(reply.payload())
                : new Expected.Any();
    }

    private MessageEvent exchange(byte[] message) throws NoLoad, InterruptedException {
        if (traffic.kind() == Traffic.Kind.TEXT) {
            dialogue.wire().sendText(message);
        } else {
            dialogue.wire().sendBinary(message);
        }
        MessageEvent reply = nextMessage(patience);
        if (reply == null) {
            throw new NoLoad(
                    ExitCode.FELL_SHORT,
                    "no reply to a first message within " + Durations.format(patience)
                            + ": give a message that the server answers (--message), or --expect none to send all the same");
        }
        return reply;
    }

    private MessageEvent nextMessage(Duration deadline) throws NoLoad, InterruptedException {
        return next(MessageEvent.class, message -> true, deadline);
    }

    /** Waits for the first of these; null if there is none in time. */
    private <E extends WireEvent> E next(Class<E> kind, Predicate<E> wanted, Duration deadline)
            throws NoLoad, InterruptedException {
        E event = dialogue.next(kind, wanted, deadline);
        if (event == null && dialogue.ended() != null) {
            throw ended();
        }
        return event;
    }

    private NoLoad ended() throws NoLoad {
        throwIfInterrupted();
        return noLoad(dialogue.ended());
    }

    private void throwIfInterrupted() throws NoLoad {
        if (interrupted) {
            throw new NoLoad(ExitCode.INTERRUPTED, "interrupted before the load began");
        }
    }

    private NoLoad noLoad(Ended ended) {
        String url = Printable.show(settings.url().shown());
        String what = Printable.cut(Problem.of(ended).example(), 300);
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
