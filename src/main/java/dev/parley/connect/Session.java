package dev.parley.connect;

import dev.parley.connect.Alarms.Alarm;
import dev.parley.connect.Ending.Why;
import dev.parley.core.CloseCode;
import dev.parley.core.Durations;
import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.Opened;
import dev.parley.wire.Wire;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireEvent;
import java.time.Duration;
import java.util.List;

/**
 * A session from its first connection to its end: connects, has shown what happens, decides when it is over.
 *
 * <p>All is decided on the thread that calls {@link #run}, one happening after another.
 */
final class Session {
    private static final Close NORMALLY = new Close(CloseCode.NORMAL, "");
    /** How long the server has to answer the close frame of a session that was interrupted. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    private final ConnectSettings settings;
    private final View view;
    private final Inbox inbox;
    private final Link link;
    private final Stats stats = new Stats();
    private final Alarms alarms = new Alarms();
    private final Pinger pinger;
    private final Retries retries;
    private final Goal goal;
    private Attempt attempt;
    private boolean everOpened;
    private boolean inputEnded;
    private boolean inputFailed;
    // Null until this side wants to close; and why it does.
    private Close wanted;
    private Why why;
    // Null until it is over.
    private Ending ending;

    Session(ConnectSettings settings, View view, Inbox inbox, Link link) {
        this.settings = settings;
        this.view = view;
        this.inbox = inbox;
        this.link = link;
        this.pinger = new Pinger(settings.pings(), alarms);
        this.retries = new Retries(settings.reconnect());
        this.goal = new Goal(settings.until());
    }

    /** Runs to the end and returns the exit code. */
    int run(Runnable input) throws InterruptedException {
        try (WireClient client = new WireClient(1)) {
            connect(client);
            Thread sending = new Thread(input, "parley-input-1");
            sending.setDaemon(true);
            sending.start();
            while (ending == null) {
                step(client);
            }
            return ending.exitCode();
        } finally {
            link.over();
            view.flush();
        }
    }

    private void connect(WireClient client) {
        attempt = new Attempt(settings.wire().url());
        client.connect(settings.wire(), inbox.listener(link::writable));
    }

    /** Does the next thing that there is to do, and waits for it if need be. */
    private void step(WireClient client) throws InterruptedException {
        // First, so that a flood of messages does not put it off.
        Alarm alarm = alarms.ring(System.nanoTime());
        if (alarm != null) {
            ring(alarm, client);
            return;
        }
        Happening happening = inbox.poll();
        if (happening == null) {
            view.flush();
            happening = inbox.await(alarms.dueNanos());
        }
        if (happening != null) {
            handle(happening);
            closeIfDone();
        }
    }

    private void ring(Alarm alarm, WireClient client) {
        Wire wire = link.wire();
        switch (alarm) {
            case RECONNECT -> connect(client);
            case TIMEOUT -> {
                view.error("what was waited for did not come within " + Durations.format(settings.timeout())
                        + " (--timeout)");
                close(NORMALLY, Why.TIMED_OUT);
            }
            case WAITED -> close(NORMALLY, Why.DONE);
            case PONG -> {
                if (inbox.isBehind()) {
                    // The pong may be among what came and is not looked at yet.
                    pinger.awaitPong(System.nanoTime());
                } else {
                    pinger.stop();
                    view.error("no pong within "
                            + Durations.format(settings.pings().timeout()) + " (--ping-timeout)");
                    wire.cut();
                }
            }
            case PING -> pinger.ping(wire, System.nanoTime());
        }
    }

    private void handle(Happening happening) {
        if (happening instanceof Happening.OnWire onWire) {
            handle(onWire.event());
        } else if (happening instanceof Happening.CloseAsked asked) {
            close(asked.command().close(), Why.DONE);
        } else if (happening instanceof Happening.ShowAsked asked) {
            show(asked.command());
        } else if (happening instanceof Happening.InputRefused refused) {
            view.error(refused.line());
            // A person tries again; a script has failed.
            inputFailed |= !settings.input().prompt();
        } else if (happening instanceof Happening.InputFailed failed) {
            view.error(failed.line());
            inputFailed = true;
            inputEnded = true;
        } else if (happening instanceof Happening.InputEnded) {
            inputEnded = true;
        } else if (happening instanceof Happening.Interrupted) {
            close(NORMALLY, Why.INTERRUPTED);
        }
    }

    private void handle(WireEvent event) {
        if (event instanceof MessageEvent message) {
            received(message);
            inbox.shown(event, link.wire());
        } else if (event instanceof FrameEvent frame) {
            moved(frame);
            inbox.shown(event, link.wire());
        } else if (event instanceof Opened opened) {
            opened(opened);
        } else if (event instanceof Ended ended) {
            ended(ended);
        } else {
            attempt.onTheWay(event);
            view.way(event);
        }
    }

    private void opened(Opened opened) {
        if (!everOpened && !settings.timeout().isZero()) {
            alarms.set(Alarm.TIMEOUT, opened.nanos() + settings.timeout().toNanos());
        }
        everOpened = true;
        view.connected(attempt.opened(opened));
        link.opened(opened.wire());
        if (wanted == null) {
            pinger.begin(opened.nanos());
        } else {
            alarms.clear();
            opened.wire().close(wanted.code(), wanted.reason());
        }
    }

    private void received(MessageEvent message) {
        attempt.moved(message.nanos());
        goal.received(message);
        view.received(message, stats.received(message));
    }

    private void moved(FrameEvent frame) {
        attempt.moved(frame.nanos());
        if (!frame.isControl()) {
            Outgoing message = link.sent();
            stats.sent(message, frame);
            view.sent(message, frame);
        } else if (frame.opcode() == Frame.PING || frame.opcode() == Frame.PONG) {
            if (frame.opcode() == Frame.PONG && !frame.sent()) {
                pinger.ponged();
            }
            view.control(frame, stats.control(frame));
        }
    }

    /** Closes if all is sent and what is waited for is there. */
    private void closeIfDone() {
        if (ending != null || !inputEnded || wanted != null) {
            return;
        }
        boolean prompt = settings.input().prompt();
        if (link.wire() == null || link.unsent() > 0) {
            // A person does not wait for a connection that may never come; a script does, and until all is sent.
            if (prompt && link.wire() == null) {
                close(NORMALLY, Why.DONE);
            }
        } else if (prompt || inputFailed || goal.isReached()) {
            close(NORMALLY, Why.DONE);
        } else if (settings.until() instanceof Wait.Time time && !alarms.isSet(Alarm.WAITED)) {
            alarms.set(Alarm.WAITED, System.nanoTime() + time.duration().toNanos());
        }
    }

    /** Begins to close, or ends at once where there is nothing to close. */
    private void close(Close close, Why reason) {
        wanted = close;
        // Ctrl-C after a timeout is Ctrl-C; what is typed after either changes nothing.
        why = why == null || reason.compareTo(why) > 0 ? reason : why;
        boolean pausing = alarms.isSet(Alarm.RECONNECT);
        alarms.clear();
        Wire wire = link.wire();
        if (wire != null) {
            wire.close(close.code(), close.reason());
            if (why == Why.INTERRUPTED) {
                wire.later(LAST_WAIT, wire::cut);
            }
        } else if (pausing || why == Why.INTERRUPTED) {
            int unsent = everOpened ? link.unsent() : 0;
            if (unsent > 0) {
                view.error(Words.unsent(unsent));
            }
            end(null, unsent);
        }
    }

    private void ended(Ended end) {
        link.lost();
        pinger.stop();
        stats.lost();
        int unsent = link.unsent();
        if (attempt.lived(end)) {
            retries.succeeded();
        }
        boolean again = wanted == null && retries.isWorthIt(end, attempt.answer());
        view.finished(attempt.finish(
                end,
                again || !everOpened ? 0 : unsent,
                again || !everOpened || inputEnded || settings.input().prompt(),
                wanted != null));
        if (again) {
            Duration pause = retries.nextPause();
            view.reconnecting(retries.tries(), pause);
            alarms.set(Alarm.RECONNECT, System.nanoTime() + pause.toNanos());
        } else {
            end(end, unsent);
        }
    }

    private void end(Ended end, int unsent) {
        // Stdin may go on for ever, and a person may type for ever; what the command line names was to be sent.
        boolean inputCut =
                !inputEnded && !settings.input().prompt() && !settings.input().stdin();
        ending = new Ending(end, why, inputFailed, inputCut, unsent, goal.isMissed());
    }

    private void show(Command command) {
        List<String> lines;
        if (command instanceof Command.ShowHelp) {
            lines = Command.HELP;
        } else if (command instanceof Command.ShowStats) {
            lines = stats.lines();
        } else if (attempt.answer() == null) {
            lines = List.of("there is no handshake to show yet");
        } else {
            lines = Words.handshake(attempt.answer());
        }
        lines.forEach(view::show);
    }
}
