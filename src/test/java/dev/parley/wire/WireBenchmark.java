package dev.parley.wire;

import dev.parley.core.WebSocketUrl;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures what a connection of {@code wire} costs: heap while it is idle, and messages a second over one event loop, against
 * {@code serve} on the same machine.
 *
 * <p>Run it after {@code mvn package}, with nothing else running: {@code java -cp target/test-classes:target/parley.jar
 * dev.parley.wire.WireBenchmark}. It takes no part in any test, for it asserts nothing.
 */
final class WireBenchmark {
    private static final Pattern URL = Pattern.compile("WebSocket (ws://\\S+/)ws");
    private static final int IDLE = 5_000;
    private static final int BUSY = 100;
    private static final int ROUNDS = 5;
    private static final long ROUND_MILLIS = 2_000;

    private WireBenchmark() {}

    public static void main(String[] args) throws Exception {
        Process serve = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-jar",
                        "target/parley.jar",
                        "serve",
                        "--port",
                        "0",
                        "--max-connections",
                        "0")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(serve::destroy));
        BufferedReader log = serve.errorReader(StandardCharsets.UTF_8);
        Matcher url = URL.matcher("");
        for (String line; !url.find() && (line = log.readLine()) != null; ) {
            url.reset(line);
        }
        try (WireClient client = new WireClient(1)) {
            measure(
                    client,
                    WireSettings.to(WebSocketUrl.parse(url.group(1) + "echo")).compression(false));
        } finally {
            serve.destroy();
        }
    }

    private static void measure(WireClient client, WireSettings settings) throws InterruptedException {
        AtomicLong echoed = new AtomicLong();
        List<Wire> wires = open(client, settings, BUSY, echoed);
        byte[] message = new byte[20];
        wires.forEach(wire -> wire.sendBinary(message));
        for (int round = 0; round < ROUNDS; round++) {
            long before = echoed.get();
            long startNanos = System.nanoTime();
            TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
            System.out.printf(
                    "%d connections, one message in flight: %,.0f a second%n",
                    BUSY, (echoed.get() - before) / ((System.nanoTime() - startNanos) / 1e9));
        }
        wires.forEach(Wire::cut);
        long before = heap();
        List<Wire> idle = open(client, settings, IDLE, new AtomicLong());
        System.out.printf(
                "%,d idle connections: %.1f KiB of heap each%n", idle.size(), (heap() - before) / 1024.0 / IDLE);
    }

    private static List<Wire> open(WireClient client, WireSettings settings, int count, AtomicLong echoed)
            throws InterruptedException {
        List<Wire> wires = new ArrayList<>();
        long startNanos = System.nanoTime();
        CountDownLatch opened = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            client.connect(settings, new Echoing(wires, opened, echoed));
        }
        opened.await();
        System.out.printf("%,d connections opened in %.2f s%n", count, (System.nanoTime() - startNanos) / 1e9);
        return wires;
    }

    /** Sends again what comes. */
    private static final class Echoing implements WireListener {
        private final List<Wire> wires;
        private final CountDownLatch opened;
        private final AtomicLong echoed;
        private Wire wire;

        Echoing(List<Wire> wires, CountDownLatch opened, AtomicLong echoed) {
            this.wires = wires;
            this.opened = opened;
            this.echoed = echoed;
        }

        @Override
        public void event(WireEvent event) {
            if (event instanceof Opened open) {
                wire = open.wire();
                synchronized (wires) {
                    wires.add(wire);
                }
                opened.countDown();
            } else if (event instanceof MessageEvent message) {
                echoed.incrementAndGet();
                wire.sendBinary(message.payload());
            } else if (event instanceof Ended ended && ended.how() != Ended.How.CUT) {
                System.out.println(ended);
            }
        }
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
