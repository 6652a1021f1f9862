package dev.parley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ParleyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A copy of the sources, without tests and without anything built, in which a stranger follows README and docs. */
final class Checkout {
    private static final List<String> NEEDED =
            List.of(".mvn", "pom.xml", "LICENSE", "bin", "docker", "docs", "webapp", "src/main");
    private static final Duration BUILD = Duration.ofMinutes(5);
    private static final Duration COMMAND = Duration.ofMinutes(2);

    private final Path folder;

    private Checkout(Path folder) {
        this.folder = folder;
    }

    static Checkout into(Path folder) throws IOException {
        for (String name : NEEDED) {
            try (Stream<Path> files = Files.walk(Path.of(name))) {
                for (Path file : files.toList()) {
                    Path target = folder.resolve(file);
                    Files.createDirectories(target.getParent());
                    if (!Files.isDirectory(file)) {
                        Files.copy(file, target);
                    }
                }
            }
        }
        return new Checkout(folder);
    }

    /** Runs a command that builds and ends in {@code serve}, on a free port, until it says where it listens. */
    ParleyProcess serve(String script) {
        assertThat(script).as("ends in the server").endsWith(" serve");
        // By exec, so that it is the server that a signal reaches.
        ParleyProcess server =
                ParleyProcess.start(shell(script.replaceFirst("&& (java .* serve)$", "&& exec $1 --port 0")));
        try {
            Awaitility.await("a server")
                    .atMost(BUILD)
                    .until(() -> !server.isAlive() || server.err().stream().anyMatch(line -> line.contains("ws://")));
            assertThat(server.isAlive()).as("runs; %s", server.out()).isTrue();
            return server;
        } catch (RuntimeException | Error e) {
            server.kill();
            throw e;
        }
    }

    /** Runs a script and returns it when it has ended. */
    ParleyProcess run(String script) {
        try (ParleyProcess process = ParleyProcess.start(shell(script))) {
            process.awaitExit(COMMAND);
            return process;
        }
    }

    private ProcessBuilder shell(String script) {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script).directory(folder.toFile());
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        shell.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
        shell.environment()
                .put(
                        "PATH",
                        String.join(
                                ":",
                                folder.resolve("bin").toString(),
                                Path.of(System.getProperty("java.home"), "bin").toString(),
                                Path.of(System.getProperty("maven.home"), "bin").toString(),
                                System.getenv("PATH")));
        // No archive of classes, for they would be in the user's own folder.
        shell.environment().put("PARLEY_ARCHIVE", "off");
        shell.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return shell;
    }
}
