package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Runs a command, most often {@code java -jar target/parley.jar}, as a user does, and reads what it prints. */
public final class ParleyProcess implements AutoCloseable {
    public static final String JAR = "target/parley.jar";
    public static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Pattern WEB_SOCKET_URL = Pattern.compile("WebSocket (ws://\\S+)");

    // Its methods are synchronized.
    private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private final Process process;

    private ParleyProcess(ProcessBuilder builder) {
        builder.environment().putIfAbsent("LC_ALL", "C.UTF-8");
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        read(new Copied(process.getInputStream()), out);
        read(process.getErrorStream(), err);
    }

    /** Starts {@code java -jar target/parley.jar} with these arguments. */
    public static ParleyProcess parley(String... arguments) {
        return start(command(arguments));
    }

    /** Does the same on a machine where no name has an address. */
    public static ParleyProcess parleyWithoutNames(String... arguments) {
        ProcessBuilder builder = command(arguments);
        builder.command().add(1, "-Djdk.net.hosts.file=/dev/null");
        return start(builder);
    }

    /** Does the same in the POSIX locale, which knows ASCII only. */
    public static ParleyProcess parleyInPosixLocale(String... arguments) {
        ProcessBuilder builder = command(arguments);
        builder.environment().put("LC_ALL", "C");
        return start(builder);
    }

    /** Starts a command in a locale of UTF-8, unless the builder's environment names another; its stdin is empty. */
    public static ParleyProcess start(ProcessBuilder builder) {
        return start(builder, new byte[0]);
    }

    /** Does the same with these bytes as its stdin; or a file's, if the builder names one. */
    public static ParleyProcess start(ProcessBuilder builder, byte[] stdin) {
        ParleyProcess started = new ParleyProcess(builder);
        Thread writer = new Thread(() -> started.writeAndEnd(stdin), "parley-test-writer");
        writer.setDaemon(true);
        writer.start();
        return started;
    }

    /** Does the same with a stdin that does not end before this process or the other one does. */
    public static ParleyProcess startWithOpenStdin(ProcessBuilder builder) {
        return new ParleyProcess(builder);
    }

    /** Starts a server on a free port and waits until it says where it listens. */
    public static ParleyProcess serve(String... options) {
        return serveOn(0, options);
    }

    /** Starts a server and waits until it says where it listens. */
    public static ParleyProcess serveOn(int port, String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", Integer.toString(port)));
        arguments.addAll(Arrays.asList(options));
        return awaitServing(command(arguments.toArray(String[]::new)));
    }

    /** Starts a server on a free port, with a temporary folder of its own, and waits until it says where it listens. */
    public static ParleyProcess serveIn(Path temporaryFolder) {
        return awaitServing(commandIn(temporaryFolder.toString(), "serve", "--port", "0"));
    }

    /** Returns the address that the server said, up to and without {@code ws}. */
    public URI ws(String path) {
        for (String line : err) {
            Matcher url = WEB_SOCKET_URL.matcher(line);
            if (url.find()) {
                return URI.create(url.group(1).replaceFirst("ws$", path));
            }
        }
        throw new AssertionError("no URL in " + err);
    }

    public URI http(String path) {
        return URI.create(ws(path).toString().replaceFirst("^ws", "http"));
    }

    public List<String> out() {
        return out;
    }

    public List<String> err() {
        return err;
    }

    /** Writes a line to a stdin that is open. */
    public void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Returns what came on stdout, byte for byte. */
    public byte[] outBytes() {
        return outBytes.toByteArray();
    }

    public void awaitOut(String regex) {
        awaitLine(out, regex);
    }

    public void awaitErr(String regex) {
        awaitLine(err, regex);
    }

    /** Waits until stderr is these lines, without the time at their start. */
    public void awaitLog(String... regexes) {
        Awaitility.await().atMost(DEADLINE).untilAsserted(() -> {
            assertThat(err).hasSize(regexes.length);
            for (int i = 0; i < regexes.length; i++) {
                assertThat(err.get(i)).matches("[-\\d]+ [:.\\d]+ " + regexes[i]);
            }
        });
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end of the process and of what it printed. */
    public int awaitExit() {
        return awaitExit(DEADLINE);
    }

    /** Waits so long for it. */
    public int awaitExit(Duration deadline) {
        try {
            assertThat(process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS))
                    .as("ended within %s; stdout %s, stderr %s", deadline, out, err)
                    .isTrue();
            for (Thread reader : readers) {
                reader.join(DEADLINE.toMillis());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** Sends SIGTERM. */
    public ParleyProcess terminate() {
        // Not Process.destroy, which would close the streams as well and lose the last lines.
        process.toHandle().destroy();
        return this;
    }

    /** Sends SIGINT, as Ctrl-C does. */
    public ParleyProcess interrupt() {
        // The shell's own kill: not every machine has the program.
        start(new ProcessBuilder("sh", "-c", "kill -INT " + process.pid())).awaitExit();
        return this;
    }

    /** Sends SIGKILL, to the processes that it started as well, and waits for the end. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitExit();
    }

    /** Ends the process with SIGTERM, so that it leaves nothing behind; with SIGKILL only if that does not help. */
    @Override
    public void close() {
        try {
            if (process.isAlive() && !terminate().process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
            awaitExit();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** Starts a server and waits until it says where it listens. */
    public static ParleyProcess awaitServing(ProcessBuilder builder) {
        ParleyProcess server = start(builder);
        try {
            server.awaitErr(".*WebSocket ws://.*");
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** Returns {@code java -jar target/parley.jar} with these arguments, to be changed before it is started. */
    public static ProcessBuilder command(String... arguments) {
        // What a killed server leaves in its temporary folder is left under target.
        return commandIn(System.getProperty("java.io.tmpdir"), arguments);
    }

    private static ProcessBuilder commandIn(String temporaryFolder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Djava.io.tmpdir=" + temporaryFolder, "-jar", JAR));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command);
    }

    private void awaitLine(List<String> lines, String regex) {
        Awaitility.await("a line like " + regex)
                .atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    boolean ended = readers.stream().noneMatch(Thread::isAlive);
                    boolean found = lines.stream().anyMatch(line -> line.matches(regex));
                    assertThat(ended && !found)
                            .as("ended without a line like %s; stdout %s, stderr %s", regex, out, err)
                            .isFalse();
                    return found;
                });
    }

    private void writeAndEnd(byte[] stdin) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(stdin);
        } catch (IOException e) {
            // It ended before it read all; what it did instead is what a test looks at.
            return;
        }
    }

    private void read(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> readLines(stream, lines), "parley-test-reader");
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    private static void readLines(InputStream stream, List<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line; (line = reader.readLine()) != null; ) {
                lines.add(line);
            }
        } catch (IOException e) {
            // The process is gone, and its output with it.
            lines.add("(" + e.getMessage() + ")");
        }
    }

    /** Keeps a copy of the bytes that are read as lines. */
    private final class Copied extends FilterInputStream {
        Copied(InputStream stream) {
            super(stream);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            outBytes.write(bytes, offset, Math.max(0, count));
            return count;
        }
    }
}
