package dev.parley;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Is a real pseudo-terminal of 90 columns and 30 lines: types into it and reads its screen. */
public final class Tmux implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/tmux");

    private static final AtomicLong COUNT = new AtomicLong();

    // A server of its own: nothing of the user's is touched, and its end is the end of all in it.
    private final Path socket;

    private Tmux(Path socket) {
        this.socket = socket;
    }

    /** Starts a shell command, or skips the test where there is no tmux. */
    public static Tmux run(Path folder, String command) throws IOException {
        Installed.orSkip("tmux", PROGRAM);
        Tmux tmux = new Tmux(folder.resolve("tmux-" + COUNT.incrementAndGet()));
        // The screen stays when the command ends.
        tmux.call(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                "90",
                "-y",
                "30",
                command + "; echo \"exit $?\"; exec cat");
        return tmux;
    }

    /** Types text, as it is. */
    public void type(String text) throws IOException {
        call("send-keys", "-l", text);
    }

    /** Presses a key by tmux's name for it, like {@code Enter} or {@code C-c}. */
    public void press(String key) throws IOException {
        call("send-keys", key);
    }

    /** Pastes text, as a terminal with bracketed paste does. */
    public void paste(Path file) throws IOException {
        call("load-buffer", file.toString());
        call("paste-buffer", "-p");
    }

    /** Returns what stands on the screen, without empty lines. */
    public List<String> screen() throws IOException {
        return call("capture-pane", "-p")
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Returns the same with its colours. */
    public String screenWithColors() throws IOException {
        return call("capture-pane", "-p", "-e");
    }

    /** Waits until the screen is like this. */
    public List<String> await(Predicate<List<String>> condition) throws IOException {
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> condition.test(screen()));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("the screen stays: " + String.join("\n", screen()), e);
        }
        return screen();
    }

    /** Waits until a line of the screen is this. */
    public List<String> awaitLine(String regex) throws IOException {
        return await(screen -> screen.stream().anyMatch(line -> line.matches(regex)));
    }

    @Override
    public void close() throws IOException {
        call("kill-server");
    }

    private String call(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-u", "-S", socket.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("TMUX");
        Path output = Files.createTempFile("tmux", ".out");
        try {
            Process process = builder.redirectOutput(output.toFile()).start();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("tmux does not end: " + command);
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        } finally {
            Files.delete(output);
        }
    }
}
