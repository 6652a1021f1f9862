package dev.parley.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.parley.ProcessUse;
import dev.parley.bench.LoadTool.Demand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A tool that runs once on the second core, measured from outside: by what the server counts and what Linux does. */
final class LoadRun implements AutoCloseable {
    private static final double START_SECONDS = 60;
    private static final double END_SECONDS = 30;
    /** Longer than what the server is asked for may take, so that all of the measured time is in the tool's. */
    private static final double SPARE_SECONDS = 1;

    private final String name;
    private final MeasuredEcho echo;
    private final Process process;
    private final Path out;
    private final Path err;

    /**
     * What happened in the measured time.
     *
     * @param busy how much of its core the tool used, of 1
     * @param serverBusy how much of its core the server used, of 1
     */
    record Sample(
            double messagesPerSecond, double cpuMicrosPerMessage, double busy, double serverBusy, long residentBytes) {}

    private LoadRun(LoadTool tool, MeasuredEcho echo, Demand demand, Path folder, double seconds) throws IOException {
        name = tool.name();
        this.echo = echo;
        out = Files.createTempFile(folder, "out", "");
        err = Files.createTempFile(folder, "err", "");
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "1"));
        command.addAll(tool.commandLine().of(echo.port(), demand, seconds));
        process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        // Also if the benchmark is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** Measures for so long, when the tool is warm. */
    static Sample messages(LoadTool tool, MeasuredEcho echo, Demand demand, Path folder, double seconds)
            throws IOException, InterruptedException {
        try (LoadRun run = new LoadRun(tool, echo, demand, folder, seconds + SPARE_SECONDS)) {
            long answered = echo.count().messages();
            run.await("messages", () -> echo.count().messages() > answered);
            pause(tool.warmUpSeconds() + SPARE_SECONDS / 2);
            return run.measure(seconds);
        }
    }

    /** Lets it run to its end, and returns what it prints. */
    static JsonObject report(LoadTool tool, MeasuredEcho echo, Demand demand, Path folder, double seconds)
            throws IOException, InterruptedException {
        try (LoadRun run = new LoadRun(tool, echo, demand, folder, seconds)) {
            return run.report(tool.warmUpSeconds() + seconds);
        }
    }

    /** A look at a tool that holds connections. */
    interface Holding<T> {
        T read(long pid) throws IOException, InterruptedException;
    }

    /** Reads something of the tool's process while it holds the connections, then stops it. */
    static <T> T whileHolding(LoadTool tool, MeasuredEcho echo, Demand demand, Path folder, Holding<T> holding)
            throws IOException, InterruptedException {
        try (LoadRun run = new LoadRun(tool, echo, demand, folder, START_SECONDS)) {
            run.await("connections", () -> echo.count().connections() == demand.connections());
            pause(SPARE_SECONDS);
            return holding.read(run.process.pid());
        }
    }

    /** Stops it, if it has not ended, and waits until the server has seen all connections close. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor((long) END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            await("end", END_SECONDS, () -> echo.count().connections() == 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Sample measure(double seconds) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        long messages = echo.count().messages();
        double cpu = ProcessUse.cpuSeconds(process.pid());
        double serverCpu = echo.cpuSeconds();
        pause(seconds);
        double took = (System.nanoTime() - startNanos) / 1e9;
        messages = echo.count().messages() - messages;
        if (!process.isAlive() || messages == 0) {
            throw failure("did not send for as long as it was asked to");
        }
        cpu = ProcessUse.cpuSeconds(process.pid()) - cpu;
        return new Sample(
                messages / took,
                cpu * 1e6 / messages,
                cpu / took,
                (echo.cpuSeconds() - serverCpu) / took,
                ProcessUse.residentBytes(process.pid()));
    }

    private JsonObject report(double seconds) throws IOException, InterruptedException {
        if (!process.waitFor((long) (seconds + START_SECONDS), TimeUnit.SECONDS)) {
            throw failure("did not end");
        }
        try {
            return JsonParser.parseString(Files.readString(out)).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw failure("ended with " + process.exitValue() + " and printed no JSON object");
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        await(what, START_SECONDS, () -> {
            if (!process.isAlive()) {
                throw failure("ended with " + process.exitValue() + " before it was measured");
            }
            return condition.holds();
        });
    }

    private void await(String what, double seconds, Condition condition) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + (long) (seconds * 1e9);
        while (!condition.holds()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw failure("no " + what + " in " + seconds + " s");
            }
            pause(0.02);
        }
    }

    private IOException failure(String what) throws IOException {
        List<String> lines = Files.readAllLines(err);
        return new IOException(name + ": " + what + (lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1)));
    }

    private static void pause(double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
    }
}
