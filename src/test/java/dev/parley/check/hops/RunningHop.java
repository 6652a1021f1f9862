package dev.parley.check.hops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ParleyProcess;
import dev.parley.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A proxy that runs on a free port of loopback, from a folder of its own, and is ended by its process. */
public final class RunningHop implements AutoCloseable {
    /** Another process may take a port that was free before the proxy does: then it gets another. */
    private static final int MOST_STARTS = 3;

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ParleyProcess process;
    private final int port;

    private final Consumer<ParleyProcess> end;

    private RunningHop(ParleyProcess process, int port, Consumer<ParleyProcess> end) {
        this.process = process;
        this.port = port;
        this.end = end;
    }

    /** Starts a program that leaves nothing outside of its folder. */
    static RunningHop start(Path folder, String configuration, UnaryOperator<ProcessBuilder> command) {
        return start(folder, configuration, command, ParleyProcess::close);
    }

    /**
     * Starts a program and waits until it listens; once more, on another port, if it ends before it does.
     *
     * @param folder where it makes its own
     * @param configuration with {@code {port}} where it is to listen and {@code {folder}} for its own folder
     * @param command adds the command to a builder whose directory is that folder, with the file {@code configuration} in it
     * @param end ends it, and deletes what it leaves elsewhere
     */
    static RunningHop start(
            Path folder, String configuration, UnaryOperator<ProcessBuilder> command, Consumer<ParleyProcess> end) {
        for (int starts = 1; ; starts++) {
            RunningHop hop = begin(folder, configuration, command, end);
            try {
                hop.awaitListening();
                return hop;
            } catch (RuntimeException | Error e) {
                boolean ended = !hop.process.isAlive();
                hop.close();
                if (!ended || starts == MOST_STARTS) {
                    throw e;
                }
            }
        }
    }

    private static RunningHop begin(
            Path folder, String configuration, UnaryOperator<ProcessBuilder> command, Consumer<ParleyProcess> end) {
        try {
            Path own = Files.createTempDirectory(folder, "hop");
            int port = Ports.free();
            Path file = own.resolve("configuration");
            Files.writeString(
                    file,
                    configuration.replace("{port}", Integer.toString(port)).replace("{folder}", own.toString()));
            return new RunningHop(
                    ParleyProcess.start(command.apply(new ProcessBuilder().directory(own.toFile()))), port, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String ws(String pathAndQuery) {
        return "ws://127.0.0.1:" + port + "/" + pathAndQuery;
    }

    public String wss(String pathAndQuery) {
        return "wss://localhost:" + port + "/" + pathAndQuery;
    }

    @Override
    public void close() {
        end.accept(process);
    }

    private void awaitListening() {
        Awaitility.await("somebody listening on " + port)
                .atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    assertThat(process.isAlive())
                            .as("runs; stdout %s, stderr %s", process.out(), process.err())
                            .isTrue();
                    return Ports.isListening(port);
                });
    }
}
