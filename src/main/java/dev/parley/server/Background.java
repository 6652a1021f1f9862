package dev.parley.server;

import dev.parley.core.Admission.Place;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads for what no request is there to run: one for timers, which never waits for a peer, and others for work that
 * may.
 *
 * <p>After {@link #stop} nothing runs any more, and nothing is accepted; that is no error. Thread-safe.
 */
final class Background {
    private static final Logger LOG = System.getLogger(Background.class.getName());
    private static final long SPARE_SECONDS = 10;
    private static final long HANDSHAKE_SECONDS = 10;
    private static final long STOP_MILLIS = 250;

    // Those that are gone fall out by themselves.
    private final Set<Thread> threads = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads("parley-timer-"));
    private final ExecutorService workers = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            SPARE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads("parley-work-"),
            new ThreadPoolExecutor.DiscardPolicy());

    Background() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Frees a place on which no connection opens within {@value #HANDSHAKE_SECONDS} seconds of its handshake. */
    void expire(Place place) {
        after(Duration.ofSeconds(HANDSHAKE_SECONDS), place::expire);
    }

    /** Runs a task that may wait for a peer. */
    void run(Runnable task) {
        workers.execute(logged(task));
    }

    /** Runs a task once; it must not wait for anything. */
    Future<?> after(Duration delay, Runnable task) {
        try {
            return timer.schedule(logged(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return stopped();
        }
    }

    /** Runs a task again and again until its future is cancelled; it must not wait for anything. */
    Future<?> every(Duration period, Runnable task) {
        try {
            return timer.scheduleAtFixedRate(logged(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return stopped();
        }
    }

    /** Ends both, and gives the threads a moment to be gone: containers warn of those that outlive an application. */
    void stop() {
        timer.shutdownNow();
        workers.shutdownNow();
        long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        try {
            // The threads themselves: an executor has terminated a little before its last thread has.
            for (Thread thread : List.copyOf(threads)) {
                long millis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
                if (millis <= 0) {
                    LOG.log(Level.DEBUG, "a task that was interrupted goes on");
                    break;
                }
                thread.join(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Future<?> stopped() {
        LOG.log(Level.DEBUG, "stopped; what was due later is not run");
        return CompletableFuture.completedFuture(null);
    }

    /** Logs what a task throws: an executor would keep it to itself, and never run a repeated task again. */
    private static Runnable logged(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                // Errors too: when threads or memory run out, the watch over the connections is needed most.
                LOG.log(Level.ERROR, "a task in the background failed", e);
            }
        };
    }

    private ThreadFactory threads(String name) {
        AtomicLong count = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, name + count.incrementAndGet());
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        };
    }
}
