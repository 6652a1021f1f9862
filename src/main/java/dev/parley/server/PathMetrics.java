package dev.parley.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The counts of what passes on one path, text and binary apart; the hot path: an addition each. Thread-safe. */
final class PathMetrics {
    private static final Duration[] LATENCIES = {
        Duration.ofNanos(10_000),
        Duration.ofNanos(25_000),
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2)
    };

    private final LongAdder opened = new LongAdder();
    private final LongAdder textsReceived = new LongAdder();
    private final LongAdder binariesReceived = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder textsSent = new LongAdder();
    private final LongAdder binariesSent = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder sendFailures = new LongAdder();
    private final Timer latency;

    PathMetrics(String path, MeterRegistry registry) {
        counter(registry, "parley.connections.opened", "WebSocket connections opened", opened, "path", path);
        String received = "WebSocket messages received";
        counter(registry, "parley.messages.received", received, textsReceived, "path", path, "type", "text");
        counter(registry, "parley.messages.received", received, binariesReceived, "path", path, "type", "binary");
        bytes(registry, "parley.received", "Payload of the messages received", bytesReceived, path);
        String sent = "WebSocket messages sent";
        counter(registry, "parley.messages.sent", sent, textsSent, "path", path, "type", "text");
        counter(registry, "parley.messages.sent", sent, binariesSent, "path", path, "type", "binary");
        bytes(registry, "parley.sent", "Payload of the messages sent", bytesSent, path);
        counter(registry, "parley.send.failures", "Messages that could not be sent", sendFailures, "path", path);
        latency = Timer.builder("parley.reply.latency")
                .description("From a message's last byte to its answer handed to the network")
                .tag("path", path)
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
    }

    void opened() {
        opened.increment();
    }

    void receivedText(long bytes) {
        textsReceived.increment();
        bytesReceived.add(bytes);
    }

    void receivedBinary(long bytes) {
        binariesReceived.increment();
        bytesReceived.add(bytes);
    }

    void sentText(long bytes) {
        textsSent.increment();
        bytesSent.add(bytes);
    }

    void sentBinary(long bytes) {
        binariesSent.increment();
        bytesSent.add(bytes);
    }

    void replied(long nanos) {
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    void sendFailed() {
        sendFailures.increment();
    }

    long openedCount() {
        return opened.sum();
    }

    long receivedCount() {
        return textsReceived.sum() + binariesReceived.sum();
    }

    long sentCount() {
        return textsSent.sum() + binariesSent.sum();
    }

    private static void bytes(MeterRegistry registry, String name, String what, LongAdder count, String path) {
        FunctionCounter.builder(name, count, LongAdder::sum)
                .description(what)
                .baseUnit("bytes")
                .tag("path", path)
                .register(registry);
    }

    private static void counter(MeterRegistry registry, String name, String what, LongAdder count, String... tags) {
        FunctionCounter.builder(name, count, LongAdder::sum)
                .description(what)
                .tags(tags)
                .register(registry);
    }
}
