package dev.parley.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ParleyProcess;
import dev.parley.TestSocket;
import dev.parley.TestSocket.Closed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs each image's own command line and health check, read from its Dockerfile, with the image's paths, address and port
 * replaced by this machine's. No container engine is needed; what a Dockerfile copies is put in place by the test.
 */
class ImageCommandsIT {
    private static final String PORT = System.getProperty("it.http.port");
    private static final Path WAR = Path.of("target/parley.war");

    @Test
    void standaloneServesAndIsHealthy() {
        Dockerfile image = new Dockerfile("standalone.Dockerfile");
        List<String> command = new ArrayList<>(image.command(replacements("0.0.0.0", "127.0.0.1")));
        command.addAll(List.of("--port", PORT));
        try (ParleyProcess server = ParleyProcess.start(new ProcessBuilder(command))) {
            server.awaitErr(".*WebSocket ws://.*");
            assertHealthyUntilSigterm(image, server, "/ws");
            assertThat(healthCheck(image)).isEqualTo(3);
        }
    }

    @Test
    void tomcatServesTheWarAndIsHealthy(@TempDir Path base) throws IOException {
        Dockerfile image = new Dockerfile("tomcat.Dockerfile");
        Path home = Path.of(System.getProperty("server.home"));
        Files.createDirectories(base.resolve("conf"));
        for (String file : List.of("server.xml", "tomcat-users.xml", "web.xml", "logging.properties")) {
            Files.copy(home.resolve("conf").resolve(file), base.resolve("conf").resolve(file));
        }
        for (String folder : List.of("webapps", "logs", "temp", "work")) {
            Files.createDirectories(base.resolve(folder));
        }
        Files.copy(WAR, base.resolve("webapps/ROOT.war"));
        ProcessBuilder command = new ProcessBuilder(image.command(replacements("/usr/local/tomcat", home.toString())));
        command.environment().putAll(Map.of("CATALINA_BASE", base.toString(), "CATALINA_HOME", home.toString()));
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try (ParleyProcess server = ParleyProcess.start(command)) {
            assertHealthyUntilSigterm(image, server, "/ws");
        }
    }

    @Test
    void payaraServesTheWarAndIsHealthy() throws IOException {
        Dockerfile image = new Dockerfile("payara.Dockerfile");
        Path home = Path.of(System.getProperty("payara6.home"));
        Path domain = home.resolve("glassfish/domains/domain1");
        Path domainXml = domain.resolve("config/domain.xml");
        byte[] before = Files.readAllBytes(domainXml);
        ProcessBuilder command =
                new ProcessBuilder(image.command(replacements("/opt/payara/appserver", home.toString())));
        command.environment().put("AS_JAVA", System.getProperty("java.home"));
        try {
            // Not there in a freshly unpacked Payara.
            Files.createDirectories(domain.resolve("autodeploy"));
            Files.copy(WAR, domain.resolve("autodeploy/parley.war"), StandardCopyOption.REPLACE_EXISTING);
            try (ParleyProcess server = ParleyProcess.start(command)) {
                assertHealthyUntilSigterm(image, server, "/parley/ws");
            }
        } finally {
            Files.write(domainXml, before);
            deleteAll(domain.resolve("autodeploy"), "parley.war");
            deleteAll(domain.resolve("applications"), "parley");
        }
    }

    private static Map<String, String> replacements(String... more) {
        Map<String, String> replacements = new LinkedHashMap<>();
        replacements.put("/opt/parley/parley.jar", ParleyProcess.JAR);
        replacements.put("127.0.0.1:8080", "127.0.0.1:" + PORT);
        for (int i = 0; i < more.length; i += 2) {
            replacements.put(more[i], more[i + 1]);
        }
        return replacements;
    }

    /** Waits for a health check that passes, then ends the server as a container engine does. */
    private static void assertHealthyUntilSigterm(Dockerfile image, ParleyProcess server, String path) {
        Awaitility.await("a health check that passes")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> healthCheck(image) == 0);
        TestSocket socket = TestSocket.open(URI.create("ws://127.0.0.1:" + PORT + path));
        server.terminate();
        assertThat(socket.next()).isEqualTo(new Closed(1001, "server is stopping"));
        assertThat(server.awaitExit()).isEqualTo(143);
    }

    private static int healthCheck(Dockerfile image) {
        try (ParleyProcess check = ParleyProcess.start(new ProcessBuilder(image.healthCheck(replacements())))) {
            return check.awaitExit();
        }
    }

    private static void deleteAll(Path folder, String prefix) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> doomed = all.sorted(Comparator.reverseOrder())
                    .filter(path -> folder.relativize(path).toString().startsWith(prefix))
                    .toList();
            for (Path path : doomed) {
                Files.delete(path);
            }
        }
    }
}
