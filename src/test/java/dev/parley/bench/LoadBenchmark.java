package dev.parley.bench;

import com.google.gson.JsonObject;
import dev.parley.Machine;
import dev.parley.ProcessUse;
import dev.parley.bench.LoadTool.Demand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A measurement of {@code parley bench} and, on the same machine in the same run, a load generator in C, Gatling and Artillery, all
 * against one echo server in C: messages a second and the processor's time each takes, connections and what they weigh, and
 * how much later than C it sees a reply. Prints the medians of several rounds, in which each has its turn.
 *
 * <p>Run it with nothing else running: {@code mvn -q package && java -cp target/test-classes:target/parley.jar
 * dev.parley.bench.LoadBenchmark}. The server has the first core to itself and the tool the second. A tool that is not there
 * is left out, and it says how to have it; k6 is not to be had: Debian has no package of it, and npm's is a dummy for
 * editors. It takes no part in any test, for it asserts nothing.
 */
final class LoadBenchmark {
    private static final int ROUNDS = 3;
    private static final double MEASURED_SECONDS = 3;
    private static final List<Demand> DEMANDS =
            List.of(new Demand(100, 1, 0), new Demand(1_000, 1, 0), new Demand(100, 16, 0));
    private static final Demand LIGHT = new Demand(100, 0, 1_000);
    private static final double LIGHT_SECONDS = 4;
    private static final Demand IDLE = new Demand(10_000, 0, 0);
    /** What a tool needs with hardly any connection is not counted. */
    private static final Demand FEW_IDLE = new Demand(100, 0, 0);

    private static final double IDLE_SECONDS = 1;
    private static final List<String> LATENCIES = List.of("p50", "p99", "max");
    private static final double MICROS_PER_MILLI = 1e3;

    private final Path folder;
    private final MeasuredEcho echo;
    private final LoadTool c;
    private final LoadTool parley;
    private final List<LoadTool> tools;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();
    /** By tool: why it has no figures. */
    private final Map<LoadTool, String> notRun = new LinkedHashMap<>();

    private final Set<LoadTool> saidWhy = new HashSet<>();

    private LoadBenchmark(Path folder, MeasuredEcho echo) throws IOException, InterruptedException {
        this.folder = folder;
        this.echo = echo;
        c = LoadTools.c(folder);
        parley = LoadTools.parley();
        tools = List.of(c, parley, LoadTools.gatling(folder), LoadTools.artillery(folder));
        for (LoadTool tool : tools) {
            if (tool.missing() != null) {
                notRun.put(tool, "wants " + tool.missing());
            }
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Machine.requireTwoCores();
        Path folder = Files.createTempDirectory("parley-benchmark-");
        try (MeasuredEcho echo = new MeasuredEcho(LoadTools.compileC(folder, "echo"))) {
            System.out.printf(
                    "%s, %d cores, Java %s: medians of %d rounds of %.0f s%n",
                    Machine.processor(),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version"),
                    ROUNDS,
                    MEASURED_SECONDS);
            LoadBenchmark benchmark = new LoadBenchmark(folder, echo);
            for (int round = 0; round < ROUNDS; round++) {
                benchmark.measure();
            }
            benchmark.print();
        } finally {
            Machine.delete(folder);
        }
    }

    private interface Measurement {
        void of(LoadTool tool) throws IOException, InterruptedException;
    }

    private void measure() throws InterruptedException {
        for (Demand demand : DEMANDS) {
            each(tools, tool -> measureMessages(tool, demand));
        }
        each(List.of(c, parley), this::measureLatency);
        each(List.of(c, parley), this::measureConnections);
    }

    /** Goes on without a tool that fails: the others' figures are worth as much. */
    private void each(List<LoadTool> those, Measurement measurement) throws InterruptedException {
        for (LoadTool tool : those) {
            if (!notRun.containsKey(tool)) {
                try {
                    measurement.of(tool);
                } catch (IOException e) {
                    notRun.put(tool, e.getMessage());
                }
            }
        }
    }

    private void measureMessages(LoadTool tool, Demand demand) throws IOException, InterruptedException {
        if (tool.commandLine().of(echo.port(), demand, 1).isEmpty()) {
            return;
        }
        LoadRun.Sample sample = LoadRun.messages(tool, echo, demand, folder, MEASURED_SECONDS);
        add(tool, demand + " messages", sample.messagesPerSecond());
        add(tool, demand + " cpu", sample.cpuMicrosPerMessage());
        add(tool, demand + " core", sample.busy() * 100);
        add(tool, demand + " server", sample.serverBusy() * 100);
        add(tool, demand + " resident", sample.residentBytes() / 1048576.0);
    }

    private void measureLatency(LoadTool tool) throws IOException, InterruptedException {
        JsonObject report = LoadRun.report(tool, echo, LIGHT, folder, LIGHT_SECONDS);
        for (String part : LATENCIES) {
            double micros = tool == c
                    ? report.get(part + "_us").getAsDouble()
                    : report.getAsJsonObject("latency_ms").get(part).getAsDouble() * MICROS_PER_MILLI;
            add(tool, part, micros);
        }
    }

    private void measureConnections(LoadTool tool) throws IOException, InterruptedException {
        JsonObject report = LoadRun.report(tool, echo, IDLE, folder, IDLE_SECONDS);
        JsonObject connections = tool == c ? report : report.getAsJsonObject("connections");
        int opened = connections.get(tool == c ? "connections" : "opened").getAsInt();
        if (opened != IDLE.connections()) {
            throw new IOException(tool.name() + ": opened " + opened + " of " + IDLE.connections());
        }
        add(tool, "open", connections.get("open_seconds").getAsDouble());
        add(tool, "resident", kibEach(tool, ProcessUse::residentBytes));
        if (tool == parley) {
            add(tool, "heap", kibEach(tool, ProcessUse::usedHeapBytes));
        }
    }

    private double kibEach(LoadTool tool, LoadRun.Holding<Long> bytes) throws IOException, InterruptedException {
        long few = LoadRun.whileHolding(tool, echo, FEW_IDLE, folder, bytes);
        long all = LoadRun.whileHolding(tool, echo, IDLE, folder, bytes);
        return (all - few) / 1024.0 / (IDLE.connections() - FEW_IDLE.connections());
    }

    private void add(LoadTool tool, String what, double figure) {
        figures.computeIfAbsent(tool.name() + " " + what, key -> new ArrayList<>())
                .add(figure);
    }

    private void print() {
        table("messages a second", (tool, what) -> "%,d".formatted(Math.round(figure(tool, what + " messages"))));
        table("of C", (tool, what) -> "%.2f"
                .formatted(figure(tool, what + " messages") / figure(c, what + " messages")));
        table("processor, us each", (tool, what) -> "%.2f".formatted(figure(tool, what + " cpu")));
        table("resident, MiB", (tool, what) -> "%.0f".formatted(figure(tool, what + " resident")));
        table("tool's core, %", (tool, what) -> "%.0f".formatted(figure(tool, what + " core")));
        table("server's core, %", (tool, what) -> "%.0f".formatted(figure(tool, what + " server")));
        System.out.println(
                "(connections x messages in flight on each; one core for the tool, one for the server; what neither uses went to others)");

        System.out.printf("%n%-20s %13s %13s %13s%n", "idle connections", "s to open", "KiB alive", "KiB resident");
        rows(List.of(c, parley), tool -> "%13.2f %13s %13.2f"
                .formatted(
                        figure(tool, "open"),
                        tool == c ? "" : "%.2f".formatted(figure(tool, "heap")),
                        figure(tool, "resident")));
        System.out.printf("(%,d of them, and what one takes: on Java's heap, and in all)%n", IDLE.connections());

        System.out.printf("%n%-20s %13s %13s %13s%n", "latency, us", "median", "99 %", "most");
        rows(List.of(c, parley), tool -> latencies(tool, 0));
        if (notRun.keySet().stream().noneMatch(List.of(c, parley)::contains)) {
            System.out.printf("%-20s %s%n", "added to C", latencies(parley, 1));
        }
        System.out.printf(
                "(%,d messages a second on %d connections, from when each is due)%n",
                LIGHT.perSecond(), LIGHT.connections());
    }

    private interface Cell {
        String of(LoadTool tool, String demand);
    }

    private void table(String title, Cell cell) {
        System.out.printf("%n%-20s %13s %13s %13s%n", title, DEMANDS.get(0), DEMANDS.get(1), DEMANDS.get(2));
        rows(tools, tool -> DEMANDS.stream()
                .map(Demand::toString)
                .map(demand ->
                        figures.containsKey(tool.name() + " " + demand + " messages") ? cell.of(tool, demand) : "")
                .map("%13s"::formatted)
                .collect(Collectors.joining(" ")));
    }

    private void rows(List<LoadTool> those, Function<LoadTool, String> row) {
        for (LoadTool tool : those) {
            String why = notRun.get(tool);
            String cells = why == null ? row.apply(tool) : "not run" + (saidWhy.add(tool) ? ": " + why : "");
            System.out.printf("%-20s %s%n", tool.name(), cells);
        }
    }

    /** Returns the latencies, less those of C so many times. */
    private String latencies(LoadTool tool, int lessC) {
        return LATENCIES.stream()
                .map(part -> "%13.0f".formatted(figure(tool, part) - lessC * figure(c, part)))
                .collect(Collectors.joining(" "));
    }

    private double figure(LoadTool tool, String what) {
        return Machine.median(figures.getOrDefault(tool.name() + " " + what, List.of(Double.NaN)));
    }
}
