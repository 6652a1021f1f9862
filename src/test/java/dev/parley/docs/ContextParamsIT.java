package dev.parley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ParleyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts Tomcat with the file that docs/containers.md shows beside the WAR. */
class ContextParamsIT {
    private static final Path HOME = Path.of(System.getProperty("server.home"));
    private static final Pattern PARAMETER = Pattern.compile("name=\"parley\\.([\\w-]+)\" value=\"(\\w+)\"");
    private static final String SETTINGS = "settings: ";

    @Test
    void fileBesideTheWarSetsThem(@TempDir Path base) throws IOException {
        String file = Page.blocks("xml tested").get(0).text();
        Files.createDirectories(base.resolve("conf/Catalina/localhost"));
        Files.writeString(base.resolve("conf/Catalina/localhost/parley.xml"), file);
        for (String name : List.of("server.xml", "web.xml", "logging.properties")) {
            Files.copy(HOME.resolve("conf").resolve(name), base.resolve("conf").resolve(name));
        }
        // Any free port of loopback, and nothing else that listens.
        Path serverXml = base.resolve("conf/server.xml");
        Files.writeString(
                serverXml,
                Files.readString(serverXml)
                        .replaceAll("(<Connector\\b[^>]*?)port=\"\\d+\"", "$1port=\"0\"")
                        .replaceAll("(<Server\\b[^>]*?)port=\"\\d+\"", "$1port=\"-1\""));
        for (String folder : List.of("webapps", "logs", "temp", "work")) {
            Files.createDirectories(base.resolve(folder));
        }
        Files.copy(Path.of("target/parley.war"), base.resolve("webapps/parley.war"));
        ProcessBuilder command =
                new ProcessBuilder("sh", HOME.resolve("bin/catalina.sh").toString(), "run");
        command.environment().put("CATALINA_BASE", base.toString());
        command.environment().put("CATALINA_HOME", HOME.toString());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try (ParleyProcess tomcat = ParleyProcess.start(command)) {
            Awaitility.await("the settings in the log")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> !tomcat.isAlive() || settings(tomcat) != null);
            List<MatchResult> parameters = PARAMETER.matcher(file).results().toList();
            assertThat(parameters).hasSize(2);
            for (MatchResult parameter : parameters) {
                assertThat(settings(tomcat))
                        .contains(parameter.group(1) + " " + parameter.group(2) + " (context-param parley."
                                + parameter.group(1) + ")");
            }
        }
    }

    private static String settings(ParleyProcess tomcat) {
        return tomcat.err().stream()
                .filter(line -> line.contains(SETTINGS))
                .findFirst()
                .orElse(null);
    }
}
