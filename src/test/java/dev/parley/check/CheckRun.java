package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.parley.JsonDocuments;
import dev.parley.ParleyProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs {@code check} as a user does, to its end. */
final class CheckRun {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final ParleyProcess process;
    private final int exit;

    private CheckRun(ParleyProcess process) {
        this.process = process;
        this.exit = process.awaitExit(DEADLINE);
    }

    static CheckRun of(String... arguments) {
        return of(ParleyProcess.command(all(arguments)));
    }

    static CheckRun of(ProcessBuilder builder) {
        return new CheckRun(ParleyProcess.start(builder));
    }

    /** Runs it fast, with {@code --json}. */
    static CheckRun json(String... arguments) {
        List<String> more = new ArrayList<>(Arrays.asList(arguments));
        more.addAll(List.of("--fast", "--json"));
        return of(more.toArray(String[]::new));
    }

    static String[] all(String... arguments) {
        List<String> all = new ArrayList<>(List.of("check", "--proxy", "none"));
        all.addAll(Arrays.asList(arguments));
        return all.toArray(String[]::new);
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

    String text() {
        return String.join("\n", out());
    }

    JsonObject json() {
        return JsonDocuments.parse("check", text());
    }

    /** Returns one check of the report. */
    JsonObject json(Check check) {
        for (JsonElement one : json().getAsJsonArray("checks")) {
            if (one.getAsJsonObject().get("check").getAsString().equals(check.id())) {
                return one.getAsJsonObject();
            }
        }
        throw new AssertionError("no check " + check.id() + " in " + this);
    }

    CheckRun assertExit(int wanted) {
        assertThat(exit).as("exit of %s", this).isEqualTo(wanted);
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", out()) + "\n" + String.join("\n", err());
    }
}
