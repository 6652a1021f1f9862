package dev.parley.bench;

import dev.parley.ProcessUse;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The echo server {@code src/test/c/echo.c} on the first core, which is asked what it has answered: the same count for every tool. */
final class MeasuredEcho implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final int port;

    /** What it says of itself. */
    record Count(long messages, int connections) {}

    MeasuredEcho(String program) throws IOException {
        process = new ProcessBuilder("taskset", "-c", "0", program)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = process.inputReader(StandardCharsets.US_ASCII);
        port = Integer.parseInt(line());
    }

    int port() {
        return port;
    }

    Count count() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        List<String> words = List.of(line().split(" "));
        return new Count(Long.parseLong(words.get(0)), Integer.parseInt(words.get(1)));
    }

    double cpuSeconds() throws IOException {
        return ProcessUse.cpuSeconds(process.pid());
    }

    /** Ends it: it does when its stdin does. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the echo server is gone");
        }
        return line;
    }
}
