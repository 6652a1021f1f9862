package dev.parley.connect;

import dev.parley.connect.ConnectSettings.Reconnect;
import dev.parley.core.CloseCode;
import dev.parley.core.Durations;
import dev.parley.core.ExitCode;
import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import dev.parley.wire.Answered;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.Opened;
import dev.parley.wire.Redirected;
import dev.parley.wire.Step;
import dev.parley.wire.Wire;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireEvent;
import dev.parley.wire.WireListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs one session to its end: connects, shows what happens, decides when it is over, and with which exit code.
 *
 * <p>All decisions are made on the thread that calls {@link #run}, one happening after another.
 */
final class Session {
    private static final Close NORMALLY = new Close(CloseCode.NORMAL, "");
    static final long NEVER = Long.MAX_VALUE;
    /** What may wait to be shown; while there is more, nothing is read from the network. */
    private static final long MOST_WAITING_BYTES = 4L * 1024 * 1024;

    private static final int BYTES_AN_EVENT = 100;
    private static final long INTERRUPT_MILLIS = 1_500;
    /** A connection that lived so long was no failure to connect. */
    private static final long LIVED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Link link = new Link();
    private final RoundTrips roundTrips = new RoundTrips();
    private final Stats stats = new Stats();
    private final ConnectSettings settings;
    private final List<View> views;
    private final Backoff backoff;
    private final Pinger pinger;
    // Of the connection of the moment.
    private final List<Step> steps = new ArrayList<>();
    private WebSocketUrl url;
    private int redirects;
    private Answered answer;
    private long openedNanos;
    private boolean everOpened;
    private long lastNanos;
    // What this side wants.
    private boolean inputEnded;
    private boolean matched;
    // Null until this side wants to close.
    private Close wanted;
    private boolean interrupted;
    private boolean fellShort;
    private boolean failed;
    // When what is due next, by System.nanoTime(), or NEVER.
    private long waitEndNanos = NEVER;
    private long timeoutNanos = NEVER;
    private long reconnectNanos = NEVER;

    Session(ConnectSettings settings, List<View> views) {
        this.settings = settings;
        this.views = views;
        this.pinger = new Pinger(settings.pings());
        Reconnect reconnect = settings.reconnect();
        this.backoff = reconnect == null ? null : new Backoff(reconnect.longest(), new Random()::nextDouble);
    }

    Link link() {
        return link;
    }

    /** Takes note of something, from any thread. */
    void happened(Happening happening) {
        happenings.add(happening);
    }

    /** Begins to close and waits a moment for the end; what Ctrl-C does. */
    void interrupt() {
        happened(new Happening.Interrupted());
        try {
            over.await(INTERRUPT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes note that nothing is left to end. */
    void finished() {
        over.countDown();
    }

    /** Runs to the end and returns the exit code. */
    int run(Runnable input) throws InterruptedException {
        try (WireClient client = new WireClient(1)) {
            Thread sending = new Thread(input, "parley-input-1");
            sending.setDaemon(true);
            connect(client);
            sending.start();
            while (true) {
                Happening happening = next();
                Integer exitCode = happening == null ? due(client) : handle(happening);
                if (exitCode != null) {
                    return exitCode;
                }
            }
        } finally {
            link.over();
            finished();
            views.forEach(View::flush);
        }
    }

    /** Returns what happened next, or null if something is due first. */
    private Happening next() throws InterruptedException {
        long dueNanos = Math.min(Math.min(waitEndNanos, timeoutNanos), Math.min(pinger.dueNanos(), reconnectNanos));
        if (dueNanos != NEVER && System.nanoTime() - dueNanos >= 0) {
            // A flood of messages does not put it off.
            return null;
        }
        Happening happening = happenings.poll();
        if (happening != null) {
            return happening;
        }
        views.forEach(View::flush);
        return dueNanos == NEVER
                ? happenings.take()
                : happenings.poll(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void connect(WireClient client) {
        steps.clear();
        answer = null;
        openedNanos = 0;
        url = settings.wire().url();
        redirects = 0;
        client.connect(settings.wire(), new Ear());
    }

    /** Does what is due by now. */
    private Integer due(WireClient client) {
        long nowNanos = System.nanoTime();
        if (nowNanos - reconnectNanos >= 0 && reconnectNanos != NEVER) {
            reconnectNanos = NEVER;
            connect(client);
        }
        if (timeoutNanos != NEVER && nowNanos - timeoutNanos >= 0) {
            timeoutNanos = NEVER;
            fellShort = true;
            views.forEach(view -> view.error("what was waited for did not come within "
                    + Durations.format(settings.timeout()) + " (--timeout)"));
            return close(NORMALLY);
        }
        if (waitEndNanos != NEVER && nowNanos - waitEndNanos >= 0) {
            waitEndNanos = NEVER;
            return close(NORMALLY);
        }
        Wire wire = link.wire();
        if (wire != null && pinger.isOverdue(wire, nowNanos, waitingBytes.get() > MOST_WAITING_BYTES / 2)) {
            views.forEach(view -> view.error(
                    "no pong within " + Durations.format(settings.pings().timeout()) + " (--ping-timeout)"));
            wire.cut();
        }
        return null;
    }

    private Integer handle(Happening happening) {
        if (happening instanceof Happening.OnWire onWire) {
            return handle(onWire.event());
        }
        if (happening instanceof Happening.CloseAsked asked) {
            return close(asked.command().close());
        }
        if (happening instanceof Happening.ShowAsked asked) {
            show(asked.command());
        } else if (happening instanceof Happening.InputRefused refused) {
            views.forEach(view -> view.error(refused.line()));
            // A person tries again; a script has failed.
            failed |= !settings.input().prompt();
        } else if (happening instanceof Happening.InputFailed broken) {
            views.forEach(view -> view.error(broken.line()));
            failed = true;
            inputEnded = true;
        } else if (happening instanceof Happening.InputEnded) {
            inputEnded = true;
        } else if (happening instanceof Happening.Interrupted) {
            interrupted = true;
            return close(NORMALLY);
        }
        return closeIfDone();
    }

    private Integer handle(WireEvent event) {
        if (event instanceof MessageEvent message) {
            received(message);
            shown(weight(message.payload()));
        } else if (event instanceof FrameEvent frame) {
            moved(frame);
            shown(weight(frame.payload()));
        } else if (event instanceof Opened opened) {
            opened(opened);
        } else if (event instanceof Ended ended) {
            return ended(ended);
        } else {
            onTheWay(event);
        }
        return closeIfDone();
    }

    private void onTheWay(WireEvent event) {
        if (event instanceof Step step) {
            steps.add(step);
        } else if (event instanceof Answered answered) {
            answer = answered;
        } else if (event instanceof Redirected redirected) {
            url = redirected.to();
            redirects++;
            steps.clear();
        }
        views.forEach(view -> view.way(event));
        if (event instanceof Redirected) {
            // It is not that of the place it leads to.
            answer = null;
        }
    }

    private void opened(Opened opened) {
        if (!everOpened && !settings.timeout().isZero()) {
            timeoutNanos = opened.nanos() + settings.timeout().toNanos();
        }
        everOpened = true;
        openedNanos = opened.nanos();
        lastNanos = opened.nanos();
        views.forEach(view -> view.connected(new Connected(
                opened.nanos(), url, List.copyOf(steps), answer, opened.subprotocol(), opened.extensions())));
        link.opened(opened.wire());
        pinger.begin(opened.nanos());
        if (wanted != null) {
            opened.wire().close(wanted.code(), wanted.reason());
        }
    }

    private void received(MessageEvent message) {
        lastNanos = message.nanos();
        long roundTripNanos = roundTrips.received(message.nanos());
        stats.received(message.payload().length, message.wireBytes(), roundTripNanos);
        views.forEach(view -> view.received(message, roundTripNanos));
        if (settings.until() instanceof Wait.Match match && !matched) {
            matched = match.matches(message);
        }
    }

    /** Takes note that an event is shown, and reads on if few are left. */
    private void shown(long weight) {
        Wire wire = link.wire();
        if (waitingBytes.addAndGet(-weight) < MOST_WAITING_BYTES / 2 && wire != null) {
            wire.reading(true);
        }
    }

    private void moved(FrameEvent frame) {
        lastNanos = frame.nanos();
        if (!frame.isControl()) {
            Outgoing message = link.sent();
            roundTrips.sent(frame.nanos());
            stats.sent(message.payload().length, frame.wireBytes());
            views.forEach(view -> view.sent(message, frame));
        } else if (frame.opcode() == Frame.PING || frame.opcode() == Frame.PONG) {
            controlMoved(frame);
        }
    }

    private void controlMoved(FrameEvent frame) {
        long roundTripNanos = RoundTrips.UNKNOWN;
        if (frame.sent() && frame.opcode() == Frame.PING) {
            roundTrips.pinged(frame.payload(), frame.nanos());
        } else if (!frame.sent() && frame.opcode() == Frame.PONG) {
            roundTripNanos = roundTrips.ponged(frame.payload(), frame.nanos());
            pinger.ponged();
        }
        long nanos = roundTripNanos;
        views.forEach(view -> view.control(frame, nanos));
    }

    /** Closes if all is sent and what is waited for is there. */
    private Integer closeIfDone() {
        if (!inputEnded || wanted != null) {
            return null;
        }
        if (settings.input().prompt() && link.wire() == null) {
            // A person does not wait for what may never come.
            return close(NORMALLY);
        }
        if (link.unsent() > 0 || link.wire() == null) {
            return null;
        }
        if (settings.input().prompt() || failed || isSatisfied()) {
            return close(NORMALLY);
        }
        if (settings.until() instanceof Wait.Time time && waitEndNanos == NEVER) {
            waitEndNanos = System.nanoTime() + time.duration().toNanos();
        }
        return null;
    }

    private boolean isSatisfied() {
        return settings.until() instanceof Wait.Messages messages && stats.received() >= messages.count()
                || settings.until() instanceof Wait.Match && matched;
    }

    /** Begins to close, or ends at once where there is nothing to close. */
    private Integer close(Close close) {
        wanted = close;
        waitEndNanos = NEVER;
        timeoutNanos = NEVER;
        pinger.stop();
        Wire wire = link.wire();
        if (wire != null) {
            wire.close(close.code(), close.reason());
            if (interrupted) {
                wire.later(Duration.ofSeconds(1), wire::cut);
            }
            return null;
        }
        if (reconnectNanos == NEVER && !interrupted) {
            return null;
        }
        int unsent = everOpened ? link.unsent() : 0;
        if (unsent > 0) {
            views.forEach(view -> view.error(Words.unsent(unsent)));
        }
        return exitCode(null, unsent);
    }

    private Integer ended(Ended end) {
        link.lost();
        pinger.stop();
        roundTrips.clear();
        boolean wasOpen = openedNanos != 0;
        int unsent = link.unsent();
        if (wasOpen && end.nanos() - openedNanos > LIVED_NANOS && backoff != null) {
            backoff.reset();
        }
        boolean again = wanted == null && mayReconnect(end);
        Finish finish = new Finish(
                url,
                redirects,
                end,
                answer,
                wasOpen ? end.nanos() - openedNanos : -1,
                wasOpen ? end.nanos() - lastNanos : 0,
                again || !everOpened ? 0 : unsent,
                again || inputEnded || settings.input().prompt() || !everOpened,
                wanted != null);
        views.forEach(view -> view.finished(finish));
        if (!again) {
            return exitCode(end, unsent);
        }
        Duration pause = backoff.next();
        views.forEach(view -> view.reconnecting(backoff.tries(), pause));
        reconnectNanos = System.nanoTime() + pause.toNanos();
        return null;
    }

    private boolean mayReconnect(Ended end) {
        Reconnect reconnect = settings.reconnect();
        if (reconnect == null || reconnect.tries() > 0 && backoff.tries() >= reconnect.tries()) {
            return false;
        }
        return switch (end.how()) {
            // What the server does not want now, it will not want then.
            case REFUSED -> answer == null || answer.status() >= 500 || answer.status() == 429;
            case CLOSED -> !isNormal(end);
            case PROTOCOL_ERROR -> false;
            default -> true;
        };
    }

    /** Tells whether the server closed without giving a reason for trouble. */
    private static boolean isNormal(Ended end) {
        return end.code() == CloseCode.NORMAL || end.code() == Close.NO_CODE;
    }

    private int exitCode(Ended end, int unsent) {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        if (end != null && end.how() == Ended.How.NO_CONNECTION) {
            return ExitCode.NO_CONNECTION;
        }
        if (end != null && end.how() == Ended.How.REFUSED) {
            return ExitCode.HANDSHAKE;
        }
        if (failed) {
            return ExitCode.USAGE;
        }
        if (fellShort) {
            return ExitCode.FELL_SHORT;
        }
        if (end == null || !end.isClean() || unsent > 0) {
            return ExitCode.ABNORMAL_END;
        }
        if (wanted != null && !end.peerFirst()) {
            return ExitCode.OK;
        }
        if (!isNormal(end)) {
            return ExitCode.ABNORMAL_END;
        }
        if (!inputEnded && !settings.input().prompt() && !settings.input().stdin()) {
            // It was not stdin that may go on for ever, but messages that were to be sent.
            return ExitCode.ABNORMAL_END;
        }
        boolean missed = settings.until() instanceof Wait.Messages || settings.until() instanceof Wait.Match;
        return missed && !isSatisfied() ? ExitCode.FELL_SHORT : ExitCode.OK;
    }

    private void show(Command command) {
        List<String> lines = new ArrayList<>();
        if (command instanceof Command.ShowHelp) {
            lines.addAll(Command.HELP);
        } else if (command instanceof Command.ShowStats) {
            lines.addAll(stats.lines());
        } else if (answer == null) {
            lines.add("there is no handshake to show yet");
        } else {
            lines.addAll(Words.handshake(answer));
        }
        views.forEach(view -> lines.forEach(view::show));
    }

    private static long weight(byte[] payload) {
        return payload.length + BYTES_AN_EVENT;
    }

    /** Hears one connection, on its event loop. */
    private final class Ear implements WireListener {
        private Wire wire;

        @Override
        public void event(WireEvent event) {
            if (event instanceof FrameEvent frame && !frame.sent() && !frame.isControl()) {
                // Its message says all.
                return;
            }
            if (event instanceof Opened opened) {
                wire = opened.wire();
            }
            if (event instanceof MessageEvent message) {
                waiting(message.payload());
            } else if (event instanceof FrameEvent frame) {
                waiting(frame.payload());
            }
            happened(new Happening.OnWire(event));
        }

        private void waiting(byte[] payload) {
            if (waitingBytes.addAndGet(weight(payload)) > MOST_WAITING_BYTES) {
                wire.reading(false);
            }
        }

        @Override
        public void writable(Wire writable) {
            link.writable();
        }
    }
}
