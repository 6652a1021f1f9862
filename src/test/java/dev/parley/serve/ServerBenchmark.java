package dev.parley.serve;

import dev.parley.Machine;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures {@code serve} and, on the same machine in the same run, the same reply loop in Go with gorilla/websocket: messages
 * a second, handshakes a second, and memory of an idle connection. Prints the medians of several runs, taken in turns.
 *
 * <p>Run it after {@code mvn package}, with nothing else running: {@code java -cp target/test-classes
 * dev.parley.serve.ServerBenchmark}. The server has the first core to itself and the load the second. It takes no part in any
 * test, for it asserts nothing.
 */
final class ServerBenchmark {
    private static final int RUNS = 3;
    private static final double WARM_UP_SECONDS = 12;
    private static final double SETTLE_SECONDS = 0.3;
    private static final double MEASURED_SECONDS = 2;
    private static final int IDLE_CONNECTIONS = 5_000;
    /** Keeps Java quiet about messages, and only about them. */
    private static final String WITHOUT_LOG = """
            handlers = java.util.logging.ConsoleHandler
            .level = INFO
            dev.parley.server.level = WARNING
            """;

    private static final List<String> SERVE_OPTIONS = List.of("--max-connections", "0");

    /** Is a column of the first table. */
    private record Load(int connections, int inFlight) {
        @Override
        public String toString() {
            return connections + " x " + inFlight;
        }
    }

    private static final List<Load> LOADS =
            List.of(new Load(1, 1), new Load(100, 1), new Load(1_000, 1), new Load(100, 16));

    private final Path gorilla;
    private final Path withoutLog;

    private ServerBenchmark(Path folder) throws IOException, InterruptedException {
        gorilla = MeasuredServer.buildGorilla(folder);
        withoutLog = Files.writeString(folder.resolve("logging.properties"), WITHOUT_LOG);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Machine.requireTwoCores();
        pinToSecondCore();
        System.out.printf(
                "%s, %d cores, Java %s: medians of %d runs of %.0f s%n",
                Machine.processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                RUNS,
                MEASURED_SECONDS);
        Path folder = Files.createTempDirectory("parley-benchmark-");
        try {
            ServerBenchmark benchmark = new ServerBenchmark(folder);
            benchmark.measureRates();
            benchmark.measureMemory();
        } finally {
            Machine.delete(folder);
        }
    }

    private void measureRates() throws IOException, InterruptedException {
        List<MeasuredServer> servers = servers();
        try {
            Map<String, List<Double>> results = new LinkedHashMap<>();
            for (MeasuredServer server : servers) {
                warmUp(server);
            }
            for (int run = 0; run < RUNS; run++) {
                for (MeasuredServer server : servers) {
                    for (Load load : LOADS) {
                        results.computeIfAbsent(server.name() + load, key -> new ArrayList<>())
                                .add(messagesPerSecond(server, load));
                    }
                    results.computeIfAbsent(server.name(), key -> new ArrayList<>())
                            .add(new Handshakes(server.port()).perSecond(MEASURED_SECONDS));
                }
            }
            System.out.printf(
                    "%n%-22s %9s %9s %9s %9s  %s%n",
                    "per second, one core", LOADS.get(0), LOADS.get(1), LOADS.get(2), LOADS.get(3), "handshakes");
            for (MeasuredServer server : servers) {
                System.out.printf("%-22s", server.name());
                for (Load load : LOADS) {
                    System.out.printf(" %,9.0f", Machine.median(results.get(server.name() + load)));
                }
                System.out.printf("  %,10.0f%n", Machine.median(results.get(server.name())));
            }
            System.out.println("(connections x messages in flight on each; a handshake is connect, upgrade and close)");
        } finally {
            closeAll(servers);
        }
    }

    private void measureMemory() throws IOException, InterruptedException {
        List<MeasuredServer> servers = servers();
        try {
            System.out.printf("%n%-22s %14s %14s%n", "KiB, idle connection", "alive on heap", "resident");
            for (MeasuredServer server : servers) {
                Handshakes handshakes = new Handshakes(server.port());
                // What is made once is not counted.
                handshakes.perSecond(1);
                long used = server.usedBytes();
                long resident = server.residentBytes();
                List<SocketChannel> idle = handshakes.open(IDLE_CONNECTIONS);
                long usedMore = server.usedBytes() - used;
                long residentMore = server.residentBytes() - resident;
                System.out.printf(
                        "%-22s %14s %14.1f%n",
                        server.name(),
                        server.isJava() ? String.format("%.1f", kibEach(usedMore)) : "",
                        kibEach(residentMore));
                for (SocketChannel channel : idle) {
                    channel.close();
                }
            }
            System.out.printf("(%,d of them)%n", IDLE_CONNECTIONS);
        } finally {
            closeAll(servers);
        }
    }

    private List<MeasuredServer> servers() throws IOException, InterruptedException {
        List<MeasuredServer> servers = new ArrayList<>();
        if (gorilla != null) {
            servers.add(MeasuredServer.gorilla(gorilla));
        }
        servers.add(MeasuredServer.serve("serve", List.of(), SERVE_OPTIONS));
        servers.add(MeasuredServer.serve(
                "serve without its log", List.of("-Djava.util.logging.config.file=" + withoutLog), SERVE_OPTIONS));
        return servers;
    }

    /** Goes on until Java has compiled what is called: on one core it does that instead of serving, for many seconds. */
    private static void warmUp(MeasuredServer server) throws IOException {
        double seconds = server.isJava() ? WARM_UP_SECONDS : 1;
        try (MessageLoad load = new MessageLoad(server.port(), 100, 1)) {
            load.perSecond(seconds);
        }
        try (MessageLoad load = new MessageLoad(server.port(), 100, 16)) {
            load.perSecond(seconds / 2);
        }
        new Handshakes(server.port()).perSecond(seconds);
    }

    private static double messagesPerSecond(MeasuredServer server, Load load) throws IOException {
        try (MessageLoad messages = new MessageLoad(server.port(), load.connections(), load.inFlight())) {
            messages.perSecond(SETTLE_SECONDS);
            return messages.perSecond(MEASURED_SECONDS);
        }
    }

    private static double kibEach(long bytes) {
        return bytes / 1024.0 / IDLE_CONNECTIONS;
    }

    private static void closeAll(List<MeasuredServer> servers) throws IOException {
        for (MeasuredServer server : servers) {
            server.close();
        }
    }

    private static void pinToSecondCore() throws IOException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        if (new ProcessBuilder("taskset", "-apc", "1", Long.toString(pid))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                != 0) {
            throw new IOException("taskset does not let this process have the second core");
        }
    }
}
