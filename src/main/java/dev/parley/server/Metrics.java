package dev.parley.server;

import dev.parley.core.Admission;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/** The counts of what happens on this server, in the words of Prometheus; thread-safe. */
public final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<WebSocketPath, PathMetrics> paths = new EnumMap<>(WebSocketPath.class);
    private final Map<Refusals.Reason, LongAdder> refused = new EnumMap<>(Refusals.Reason.class);
    private final Map<String, LongAdder> closed = new ConcurrentHashMap<>();

    Metrics(Admission admission) {
        Gauge.builder("parley.connections.open", admission, Admission::taken)
                .description("WebSocket connections that are open, or whose handshake is under way")
                .register(registry);
        for (WebSocketPath path : WebSocketPath.values()) {
            paths.put(path, new PathMetrics(path.template(), registry));
        }
        for (Refusals.Reason reason : Refusals.Reason.values()) {
            refused.put(
                    reason,
                    counter(
                            "parley.connections.refused",
                            "WebSocket connections refused",
                            "reason",
                            reason.name().toLowerCase(Locale.ROOT)));
        }
    }

    PathMetrics of(WebSocketPath path) {
        return paths.get(path);
    }

    void refused(Refusals.Reason reason) {
        refused.get(reason).increment();
    }

    void closed(int code) {
        closed.computeIfAbsent(
                        label(code),
                        label -> counter("parley.connections.closed", "WebSocket connections closed", "code", label))
                .increment();
    }

    /** Writes it all in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    /** Returns how many connections were opened, on all paths. */
    public long openedCount() {
        return sum(PathMetrics::openedCount);
    }

    /** Returns how many connections were refused, for whatever reason. */
    public long refusedCount() {
        return refused.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Returns how many messages came in, on all paths. */
    public long receivedCount() {
        return sum(PathMetrics::receivedCount);
    }

    /** Returns how many messages went out, on all paths. */
    public long sentCount() {
        return sum(PathMetrics::sentCount);
    }

    private long sum(ToLongFunction<PathMetrics> count) {
        return paths.values().stream().mapToLong(count).sum();
    }

    /** Joins the codes that peers may choose among: a time series for each of the thousands would be theirs to make. */
    private static String label(int code) {
        return code >= 3000 ? code / 1000 + "xxx" : Integer.toString(code);
    }

    private LongAdder counter(String name, String description, String tag, String value) {
        LongAdder count = new LongAdder();
        FunctionCounter.builder(name, count, LongAdder::sum)
                .description(description)
                .tag(tag, value)
                .register(registry);
        return count;
    }
}
