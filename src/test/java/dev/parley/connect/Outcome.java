package dev.parley.connect;

import dev.parley.ParleyProcess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Is what a run of {@code connect} came to.
 *
 * @param err with {@code T} for every time that was measured
 */
record Outcome(int exitCode, List<String> out, byte[] outBytes, List<String> err) {
    /** Runs {@code connect} to its end, with nothing on stdin. */
    static Outcome of(String... arguments) {
        return of(Map.of(), new byte[0], arguments);
    }

    /** Runs it with lines on stdin. */
    static Outcome ofText(String stdin, String... arguments) {
        return of(Map.of(), stdin.getBytes(StandardCharsets.UTF_8), arguments);
    }

    /** Runs it with bytes on stdin. */
    static Outcome ofBytes(byte[] stdin, String... arguments) {
        return of(Map.of(), stdin, arguments);
    }

    /** Runs it with more in its environment, where proxies are named only if they are named here. */
    static Outcome in(Map<String, String> environment, String... arguments) {
        return of(environment, new byte[0], arguments);
    }

    private static Outcome of(Map<String, String> environment, byte[] stdin, String... arguments) {
        ProcessBuilder command = ParleyProcess.command("connect");
        command.command().addAll(List.of(arguments));
        // Many short runs: a third of the processor time is spared.
        command.command().addAll(1, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.environment().keySet().removeIf(name -> name.toLowerCase().endsWith("_proxy"));
        command.environment().putAll(environment);
        try (ParleyProcess connect = ParleyProcess.start(command, stdin)) {
            int exitCode = connect.awaitExit();
            List<String> err = connect.err().stream()
                    .map(line -> line.replaceAll("\\b\\d+\\.\\d+ m?s\\b", "T"))
                    .toList();
            return new Outcome(exitCode, List.copyOf(connect.out()), connect.outBytes(), err);
        }
    }
}
