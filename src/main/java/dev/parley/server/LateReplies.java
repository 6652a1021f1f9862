package dev.parley.server;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The answers to HTTP requests that are given later than those came, and hold no thread meanwhile; at most
 * {@value #MAX_PENDING} over all.
 *
 * <p>After {@link #stop} nothing is due any more: what was is answered with 503. Thread-safe.
 */
public final class LateReplies {
    private static final int MAX_PENDING = 1000;
    private static final String TOO_MANY = "more than " + MAX_PENDING + " answers are due, try again later";
    // Made here, so that Answers is loaded before the end: by then the WAR may be deleted, and Open Liberty could not
    // read it.
    private static final byte[] REPLY = Answers.encode(Hello.REPLY);
    private static final byte[] STOPPING = Answers.encode(Refusals.STOPPING + "\n");
    private static final Logger LOG = System.getLogger(LateReplies.class.getName());

    private final Background background;
    private final Set<Late> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    LateReplies(Background background) {
        this.background = background;
    }

    /**
     * Begins to wait, and answers like {@code /ws} after the delay.
     *
     * @return null, or if the request is not taken the reason, which is still to be said
     */
    public String replyLater(HttpServletRequest request, Duration delay) {
        if (stopped) {
            return Refusals.STOPPING;
        }
        Late late = new Late();
        synchronized (pending) {
            if (pending.size() >= MAX_PENDING) {
                return TOO_MANY;
            }
            pending.add(late);
        }
        late.start(request, delay);
        if (stopped) {
            late.finish(HttpServletResponse.SC_SERVICE_UNAVAILABLE, STOPPING);
        }
        return null;
    }

    /** Answers all that are pending with 503. */
    void stop() {
        stopped = true;
        // No lambda: to link it, Open Liberty would have to load Late, and the WAR may be deleted by now. Where one is
        // pending it is loaded.
        for (Late late : pending) {
            late.finish(HttpServletResponse.SC_SERVICE_UNAVAILABLE, STOPPING);
        }
    }

    /** One that is due; it ends once. */
    private final class Late implements AsyncListener {
        private final AtomicBoolean over = new AtomicBoolean();
        // Null until it has begun.
        private volatile AsyncContext context;
        // Null until it runs.
        private volatile Future<?> timer;

        void start(HttpServletRequest request, Duration delay) {
            boolean started = false;
            try {
                context = request.startAsync();
                // The container's own timeout is far shorter than a delay may be.
                context.setTimeout(0);
                context.addListener(this);
                timer = background.after(delay, () -> background.run(this::reply));
                started = true;
            } finally {
                if (!started) {
                    pending.remove(this);
                }
            }
        }

        void finish(int status, byte[] text) {
            if (context == null || !over.compareAndSet(false, true)) {
                return;
            }
            pending.remove(this);
            try {
                Answers.write((HttpServletResponse) context.getResponse(), status, "text/plain", text);
                context.complete();
            } catch (IOException | IllegalStateException e) {
                // Whoever asked has gone, and with some containers the request has ended with that.
                LOG.log(Level.DEBUG, "a late reply reached nobody: " + e);
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            forget();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            forget();
            event.getAsyncContext().complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            forget();
            event.getAsyncContext().complete();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}

        private void reply() {
            finish(HttpServletResponse.SC_OK, REPLY);
        }

        private void forget() {
            over.set(true);
            pending.remove(this);
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }
}
