package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.parley.JsonDocuments;
import dev.parley.ParleyProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A run of {@code bench} as a user starts it, to its end. */
final class BenchRun {
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    private final ParleyProcess process;
    private final int exit;

    private BenchRun(ParleyProcess process) {
        this.process = process;
        this.exit = process.awaitExit(DEADLINE);
    }

    static BenchRun of(String url, String... options) {
        return new BenchRun(ParleyProcess.parley(arguments(url, options)));
    }

    /** Runs it with {@code --json}, and expects it to work. */
    static JsonObject json(String url, String... options) {
        List<String> all = new ArrayList<>(Arrays.asList(options));
        all.add("--json");
        BenchRun run = of(url, all.toArray(String[]::new));
        assertThat(run.exit).as("exit of %s", run).isZero();
        return run.json();
    }

    static String[] arguments(String url, String... options) {
        List<String> arguments = new ArrayList<>(List.of("bench", url, "--proxy", "none"));
        arguments.addAll(Arrays.asList(options));
        return arguments.toArray(String[]::new);
    }

    int exit() {
        return exit;
    }

    List<String> out() {
        return process.out();
    }

    List<String> err() {
        return process.err();
    }

    JsonObject json() {
        return JsonDocuments.parse("bench", String.join("\n", out()));
    }

    /** Returns the report's line that begins with this. */
    String line(String begin) {
        return out().stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line '" + begin + "' in " + this));
    }

    @Override
    public String toString() {
        return String.join("\n", out()) + "\n" + String.join("\n", err());
    }
}
