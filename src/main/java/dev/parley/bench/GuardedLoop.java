package dev.parley.bench;

import dev.parley.wire.WireListener;
import dev.parley.wire.WireLoop;
import dev.parley.wire.WireSettings;
import java.util.function.Consumer;

/** An event loop that tells of every fault in what it runs, so that none of ours passes for a slow server. */
final class GuardedLoop {
    private final WireLoop loop;
    private final Consumer<Happening> listener;

    GuardedLoop(WireLoop loop, Consumer<Happening> listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /** Runs something soon; from any thread. */
    void execute(Runnable task) {
        loop.execute(guarded(task));
    }

    /** Runs something later, perhaps by {@link #timerNanos} too late. */
    void after(long nanos, Runnable task) {
        loop.after(nanos, guarded(task));
    }

    /** Returns how late {@link #after} may be. */
    long timerNanos() {
        return loop.timerNanos();
    }

    /** Begins to connect. */
    void connect(WireSettings settings, WireListener connection) {
        loop.connect(settings, connection);
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                listener.accept(new Happening.Fault(e));
            }
        };
    }
}
