package dev.parley;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures whole processes, each in turn and all of it several times: one message sent and its reply printed, by
 * {@code connect} and {@code wscat} with one server; and how long {@code serve} takes to its first answered message.
 *
 * <p>Run it after {@code mvn package} and {@code npm install --prefix target/npm --no-save --silent --ignore-scripts wscat@6.1.0}, with nothing
 * else running: {@code java -cp target/test-classes dev.parley.StartupTimes}. It takes no part in any test, for it asserts
 * nothing.
 */
final class StartupTimes {
    private static final int WARM_UP = 3;
    private static final int RUNS = 21;
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";
    private static final String WSCAT = "target/npm/node_modules/.bin/wscat";
    private static final Pattern URL = Pattern.compile("WebSocket (ws://\\S+)");
    private static final String REPLY = "hello, i am server";
    private static final List<String> JAR = List.of(JAVA, "-jar", "target/parley.jar");
    private static final List<String> LAUNCHER = List.of("bin/parley");

    // By what was measured, in the order of the first run.
    private final Map<String, double[]> millis = new LinkedHashMap<>();
    private final boolean wscat = Files.exists(Path.of(WSCAT));
    private int run;

    public static void main(String[] args) throws IOException, InterruptedException {
        StartupTimes times = new StartupTimes();
        // Makes the archive, in a folder of its own.
        start(with(LAUNCHER, "--version")).waitFor();
        for (times.run = -WARM_UP; times.run < RUNS; times.run++) {
            times.measure();
        }
        times.print();
    }

    /** Is what a process takes that does nothing. */
    static final class Nothing {
        public static void main(String[] args) {}
    }

    private void measure() throws IOException, InterruptedException {
        serve("serve, java -jar", JAR, uri -> {
            String url = uri.toString();
            exchange("java, an empty class", "", JAVA, "-cp", "target/test-classes", Nothing.class.getName());
            if (wscat) {
                exchange("node -e 0", "", "node", "-e", "0");
                // It closes 1 ms after sending, and prints what comes until that is answered: it cannot end earlier.
                exchange("wscat -w 0", REPLY, WSCAT, "-c", url, "-x", "hi", "-w", "0");
            }
            exchange("connect, java -jar", REPLY, with(JAR, "connect", url, "-x", "hi", "-w", "1"));
            exchange("connect, bin/parley", REPLY, with(LAUNCHER, "connect", url, "-x", "hi", "-w", "1"));
            String recv = "client recv: " + REPLY;
            exchange("client, java -jar", recv, with(JAR, "client", url, "--count", "1"));
            exchange("client, bin/parley", recv, with(LAUNCHER, "client", url, "--count", "1"));
        });
        serve("serve, bin/parley", LAUNCHER, uri -> {});
    }

    private interface Clients {
        void run(URI uri) throws IOException, InterruptedException;
    }

    /** Takes the time to the first answered message, and lets clients use the server. */
    private void serve(String what, List<String> parley, Clients clients) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        Process server = start(with(parley, "serve", "--port", "0"));
        try {
            URI uri = awaitUrl(server);
            try (TestSocket socket = TestSocket.open(uri)) {
                socket.send("hi").next();
            }
            took(what, startNanos);
            clients.run(uri);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    /** Takes the time of a process from start to end, with a stdin that stays open: at its end wscat would end. */
    private void exchange(String what, String expected, String... command) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        Process process = start(command);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int exitCode = process.waitFor();
        took(what, startNanos);
        if (exitCode != 0 || !out.equals(expected)) {
            throw new IOException(what + " ended with " + exitCode + " and printed '" + out + "'");
        }
    }

    private void took(String what, long startNanos) {
        if (run >= 0) {
            millis.computeIfAbsent(what, none -> new double[RUNS])[run] = (System.nanoTime() - startNanos) / 1e6;
        }
    }

    private static String[] with(List<String> command, String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(Arrays.asList(arguments));
        return all.toArray(String[]::new);
    }

    private static Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", "target/tmp/cache");
        builder.environment().put("PARLEY_ARCHIVE", "now");
        return builder.start();
    }

    private static URI awaitUrl(Process server) throws IOException {
        BufferedReader log = server.errorReader(StandardCharsets.UTF_8);
        for (String line; (line = log.readLine()) != null; ) {
            Matcher url = URL.matcher(line);
            if (url.find()) {
                return URI.create(url.group(1));
            }
        }
        throw new IOException("serve did not say where it listens; is target/parley.jar there?");
    }

    private void print() {
        System.out.printf(
                "Java %s, %d processors, %d runs of each in turn, after %d to warm up%s%n%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                RUNS,
                WARM_UP,
                wscat ? "" : "; no " + WSCAT);
        System.out.printf("%-22s %9s %7s %7s%s%n", "ms", "median", "least", "most", wscat ? "   of wscat" : "");
        millis.values().forEach(Arrays::sort);
        double unit = wscat ? millis.get("wscat -w 0")[RUNS / 2] : 0;
        millis.forEach((what, sorted) -> System.out.printf(
                "%-22s %9.0f %7.0f %7.0f%s%n",
                what,
                sorted[RUNS / 2],
                sorted[0],
                sorted[RUNS - 1],
                wscat ? "%11.2f".formatted(sorted[RUNS / 2] / unit) : ""));
    }
}
