package dev.parley.connect;

import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Answered;
import dev.parley.wire.Ended;
import dev.parley.wire.Opened;
import dev.parley.wire.Redirected;
import dev.parley.wire.Step;
import dev.parley.wire.WireEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One attempt to connect, and the connection if it came to one, as far as it has been seen. */
final class Attempt {
    /** A connection that lived so long was no failure to connect. */
    private static final long LIVED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final List<Step> steps = new ArrayList<>();
    private WebSocketUrl url;
    private int redirects;
    // Of this URL's server; null before it came.
    private Answered answer;
    private boolean opened;
    private long openedNanos;
    private long lastNanos;

    Attempt(WebSocketUrl url) {
        this.url = url;
    }

    /** Takes note of a step, an answer or a redirect. */
    void onTheWay(WireEvent event) {
        if (event instanceof Step step) {
            steps.add(step);
        } else if (event instanceof Answered answered) {
            answer = answered;
        } else if (event instanceof Redirected redirected) {
            url = redirected.to();
            redirects++;
            steps.clear();
            answer = null;
        }
    }

    Connected opened(Opened event) {
        opened = true;
        openedNanos = event.nanos();
        lastNanos = event.nanos();
        return new Connected(event.nanos(), url, List.copyOf(steps), answer, event.subprotocol(), event.extensions());
    }

    /** Takes note that something came or went. */
    void moved(long nanos) {
        lastNanos = nanos;
    }

    boolean wasOpen() {
        return opened;
    }

    /** Tells whether it was a connection that lasted, and no failure to have one. */
    boolean lived(Ended end) {
        return opened && end.nanos() - openedNanos > LIVED_NANOS;
    }

    /** Returns what the handshake was answered, or null. */
    Answered answer() {
        return answer;
    }

    /**
     * Returns the end as it is shown.
     *
     * @param unsent how many messages were read and are not sent
     * @param inputEnded whether all that there was to send was read
     * @param wanted whether this side began to close
     */
    Finish finish(Ended end, int unsent, boolean inputEnded, boolean wanted) {
        return new Finish(
                url,
                redirects,
                end,
                answer,
                opened ? end.nanos() - openedNanos : -1,
                opened ? end.nanos() - lastNanos : 0,
                unsent,
                inputEnded,
                wanted);
    }
}
