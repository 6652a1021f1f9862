package dev.parley;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures how long {@code serve} takes to its first answered message and {@code client} to its first reply, each from the
 * start of its process, and prints the median, the least and the most of several runs.
 *
 * <p>Run it after {@code mvn package}, with nothing else running: {@code java -cp target/test-classes
 * dev.parley.StartupTimes}. It takes no part in any test, for it asserts nothing.
 */
final class StartupTimes {
    private static final int WARM_UP = 3;
    private static final int RUNS = 21;
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";
    private static final Pattern URL = Pattern.compile("WebSocket (ws://\\S+)");

    private StartupTimes() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        double[] serve = new double[RUNS];
        double[] client = new double[RUNS];
        for (int run = -WARM_UP; run < RUNS; run++) {
            long startNanos = System.nanoTime();
            Process server = start("serve", "--port", "0");
            try {
                URI uri = awaitUrl(server);
                awaitAnswer(uri);
                double serveMillis = millisSince(startNanos);
                startNanos = System.nanoTime();
                awaitFirstReply(start("client", uri.toString(), "--count", "1"));
                double clientMillis = millisSince(startNanos);
                if (run >= 0) {
                    serve[run] = serveMillis;
                    client[run] = clientMillis;
                }
            } finally {
                server.destroy();
                server.waitFor();
            }
        }
        System.out.printf(
                "Java %s, %d processors, %d runs after %d to warm up%n",
                System.getProperty("java.version"), Runtime.getRuntime().availableProcessors(), RUNS, WARM_UP);
        print("serve to its first answered message", serve);
        print("client to its first reply", client);
    }

    private static Process start(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 3];
        command[0] = JAVA;
        command[1] = "-jar";
        command[2] = "target/parley.jar";
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return new ProcessBuilder(command).start();
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

    private static void awaitAnswer(URI uri) {
        try (TestSocket socket = TestSocket.open(uri)) {
            socket.send("hi").next();
        }
    }

    private static void awaitFirstReply(Process client) throws IOException {
        String line =
                firstLine(new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8)));
        if (!line.equals("client recv: hello, i am server")) {
            throw new IOException("client printed " + line);
        }
    }

    private static String firstLine(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        if (line == null) {
            throw new IOException("the process ended without a line; is target/parley.jar there?");
        }
        return line;
    }

    private static double millisSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e6;
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "%-37s median %4.0f ms, least %4.0f, most %4.0f%n",
                what, millis[RUNS / 2], millis[0], millis[RUNS - 1]);
    }
}
