package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Installed;
import dev.parley.ParleyProcess;
import dev.parley.TestCertificates;
import dev.parley.connect.GoPeer;
import dev.parley.connect.NodePeer;
import dev.parley.connect.PythonPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Checks real hops and servers, right and wrong, and writes what came of each to {@code target/check-table.txt}. */
class CheckTableIT {
    private static final Path TABLE = Path.of("target/check-table.txt");
    /** Rows wait more than they work. */
    private static final int AT_ONCE = 4;

    @TempDir
    private static Path folder;

    private static final List<AutoCloseable> RUNNING = new ArrayList<>();
    private static final Map<String, String> LINES = new LinkedHashMap<>();

    @AfterAll
    static void stopAndWrite() throws Exception {
        for (AutoCloseable one : RUNNING) {
            one.close();
        }
        Files.write(TABLE, LINES.values());
    }

    @TestFactory
    List<DynamicTest> table() throws IOException {
        Installed.orSkip(
                "nginx-light haproxy apache2-bin squid",
                Path.of("/usr/sbin/nginx"),
                Path.of("/usr/sbin/haproxy"),
                Path.of("/usr/sbin/apache2"),
                Path.of("/usr/sbin/squid"));
        ParleyProcess server = started(ParleyProcess.serve());
        List<Row> rows = Rows.of(
                server.ws("ws").getPort(),
                TestCertificates.in(folder),
                started(NodePeer.start()),
                started(PythonPeer.start()),
                started(GoPeer.start()));
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        RUNNING.add(pool::shutdownNow);
        String only = System.getProperty("parley.row", "");
        List<DynamicTest> tests = new ArrayList<>();
        for (Row row : rows) {
            if (row.toString().contains(only)) {
                Future<Recording> recording = pool.submit(() -> check(row));
                tests.add(DynamicTest.dynamicTest(row.toString(), () -> hold(row, of(recording))));
            }
        }
        return tests;
    }

    private static <T extends AutoCloseable> T started(T started) {
        RUNNING.add(0, started);
        return started;
    }

    private static Recording check(Row row) throws Exception {
        Row.Running running = row.start().in(Files.createTempDirectory(folder, "row"));
        try {
            return new Doctor(row.plan(running), Progress.NONE, Clock.systemUTC()).run();
        } finally {
            if (running.end() != null) {
                running.end().close();
            }
        }
    }

    private static Recording of(Future<Recording> recording) throws Throwable {
        try {
            return recording.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private static void hold(Row row, Recording recording) {
        String all = words(recording);
        LINES.put(row.toString(), line(row, recording, "FAILED"));
        if (row.isClean()) {
            assertThat(recording.verdict()).as("no false alarm%n%s", all).isLessThanOrEqualTo(Verdict.OK);
        }
        for (Row.Expected expected : row.expected()) {
            Result result = recording.of(expected.check());
            assertThat(result.verdict())
                    .as("verdict of %s%n%s", expected.check(), all)
                    .isEqualTo(expected.verdict());
            assertThat(seen(result)).as("%s%n%s", expected.check(), all).containsPattern(expected.seen());
            if (expected.fact() != null) {
                assertThat(result.findings().stream().flatMap(finding -> finding.facts().stream()))
                        .as("facts of %s%n%s", expected.check(), all)
                        .contains(expected.fact());
            }
            if (expected.hop() != null) {
                assertThat(result.findings().stream()
                                .flatMap(finding -> finding.suspects().stream().limit(1)))
                        .as("the likeliest of %s%n%s", expected.check(), all)
                        .anyMatch(suspect -> suspect.contains(expected.hop()));
            }
        }
        for (Row.Number number : row.numbers()) {
            assertThat(figure(recording.of(number.check()).figures(), number.figure()))
                    .as("%s%n%s", number, all)
                    .isBetween(number.least(), number.most());
        }
        LINES.put(row.toString(), line(row, recording, "held"));
    }

    private static String seen(Result result) {
        return result.summary() + "\n"
                + result.findings().stream().map(Finding::seen).collect(Collectors.joining("\n"));
    }

    private static double figure(Map<String, Object> figures, String name) {
        for (Map.Entry<String, Object> figure : figures.entrySet()) {
            if (figure.getKey().equals(name) && figure.getValue() instanceof java.lang.Number number) {
                return number.doubleValue();
            }
            if (figure.getValue() instanceof Map<?, ?> map && map.get(name) instanceof java.lang.Number number) {
                return number.doubleValue();
            }
        }
        throw new AssertionError("no number '" + name + "' in " + figures);
    }

    /** Writes a row as in the table: whether it held, and the worst that was seen with who was named first. */
    private static String line(Row row, Recording recording, String how) {
        Result worst = recording.path().stream()
                .reduce((one, other) -> one.verdict().compareTo(other.verdict()) >= 0 ? one : other)
                .orElseThrow();
        boolean fine = recording.verdict().compareTo(Verdict.OK) <= 0;
        String suspect = worst.findings().stream()
                .flatMap(finding -> finding.suspects().stream())
                .findFirst()
                .map(first -> " <- " + first)
                .orElse("");
        return String.format(
                "%-6s %-46s %-8s %s",
                how,
                row,
                recording.verdict(),
                fine ? recording.path().size() + " checks" : worst.check().id() + ": " + worst.summary() + suspect);
    }

    private static String words(Recording recording) {
        return recording.path().stream()
                .map(result -> result.verdict() + " " + result.check().id() + ": " + result.summary() + "\n  "
                        + String.join("\n  ", result.details()) + "\n  "
                        + result.findings().stream().map(Finding::toString).collect(Collectors.joining("\n  ")))
                .collect(Collectors.joining("\n", recording.hops() + "\n", ""));
    }
}
