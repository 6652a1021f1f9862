package dev.parley.serve;

import dev.parley.ProcessUse;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one server of the benchmark on the first core, and reads how much memory it has. */
final class MeasuredServer implements AutoCloseable {
    private static final String JAVA_HOME = System.getProperty("java.home");
    private static final List<String> ON_ITS_CORE = List.of("taskset", "-c", "0");

    private final String name;
    private final boolean java;
    private final int port;
    private final Process process;

    private MeasuredServer(String name, boolean java, int port, Process process) {
        this.name = name;
        this.java = java;
        this.port = port;
        this.process = process;
        // Also if the benchmark is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** Builds the anchor into this folder; returns null and says what is missing if there is no Go. */
    static Path buildGorilla(Path folder) throws IOException, InterruptedException {
        Path program = folder.resolve("gorilla");
        ProcessBuilder build =
                new ProcessBuilder("go", "build", "-o", program.toString(), "src/test/go/gorilla.go").inheritIO();
        build.environment().put("GO111MODULE", "off");
        build.environment().put("GOPATH", "/usr/share/gocode");
        build.environment().put("GOCACHE", folder.resolve("cache").toString());
        try {
            if (build.start().waitFor() == 0) {
                return program;
            }
        } catch (IOException e) {
            // There is no go: said below.
        }
        System.out.println(
                "gorilla is left out: it wants 'apt-get install golang golang-github-gorilla-websocket-dev'");
        return null;
    }

    static MeasuredServer gorilla(Path program) throws IOException {
        Process process =
                start(List.of(program.toString()), ProcessBuilder.Redirect.PIPE, ProcessBuilder.Redirect.INHERIT);
        int port =
                Integer.parseInt(process.inputReader(StandardCharsets.US_ASCII).readLine());
        return new MeasuredServer("gorilla", false, port, process);
    }

    /** Starts serve; its log goes to /dev/null, or is not made if there is a configuration that says so. */
    static MeasuredServer serve(String name, List<String> javaOptions, List<String> serveOptions)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(JAVA_HOME + "/bin/java"));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", "target/parley.jar", "serve", "--port", Integer.toString(port)));
        command.addAll(serveOptions);
        Process process = start(
                command, ProcessBuilder.Redirect.INHERIT, ProcessBuilder.Redirect.appendTo(new File("/dev/null")));
        MeasuredServer server = new MeasuredServer(name, true, port, process);
        server.awaitPort();
        return server;
    }

    String name() {
        return name;
    }

    boolean isJava() {
        return java;
    }

    int port() {
        return port;
    }

    /** Returns the memory that is in use, in bytes: of Java's heap after a collection, else what is resident. */
    long usedBytes() throws IOException, InterruptedException {
        return java ? ProcessUse.usedHeapBytes(process.pid()) : residentBytes();
    }

    long residentBytes() throws IOException {
        return ProcessUse.residentBytes(process.pid());
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitPort() throws IOException, InterruptedException {
        for (int tries = 0; tries < 200 && process.isAlive(); tries++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IOException("serve did not start; is target/parley.jar there?");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process start(List<String> command, ProcessBuilder.Redirect out, ProcessBuilder.Redirect err)
            throws IOException {
        List<String> pinned = new ArrayList<>(ON_ITS_CORE);
        pinned.addAll(command);
        return new ProcessBuilder(pinned).redirectOutput(out).redirectError(err).start();
    }
}
