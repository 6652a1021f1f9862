package dev.parley.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ParleyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the pods of {@code docker/bench-job.yaml} run, and merges what they print. */
class BenchJobIT {
    private static final Pattern COMMAND =
            Pattern.compile("^ +command: \\[\"sh\", \"-c\", \"(.*)\"]$", Pattern.MULTILINE);
    private static final Pattern STARTED = Pattern.compile("\"started\":\"([^\"]+)\"");
    private static final int PODS = 3;

    @Test
    void podsBeginAtTheSameSecondAndTheirLogsMakeOneReport(@TempDir Path folder) throws IOException {
        Matcher command = COMMAND.matcher(Files.readString(Path.of("docker/bench-job.yaml")));
        assertThat(command.find()).isTrue();
        try (ParleyProcess serve = ParleyProcess.serve("--max-connections", "0")) {
            // All of them need some seconds to start.
            Instant start = Instant.now().plusSeconds(6).truncatedTo(ChronoUnit.SECONDS);
            List<ParleyProcess> pods = new ArrayList<>();
            for (int pod = 0; pod < PODS; pod++) {
                String line = replaceAll(
                        command.group(1),
                        "java -jar /opt/parley/parley.jar",
                        "'" + ParleyProcess.JAVA + "' -jar " + ParleyProcess.JAR,
                        "ws://parley:8080/ws",
                        serve.ws("ws") + " --proxy none",
                        "-c 250 ",
                        "-c 5 ",
                        "1000/s",
                        "200/s",
                        "-d 60s",
                        "-d 2s",
                        "START_AT",
                        start.toString(),
                        "/dev/termination-log",
                        folder.resolve("said-" + pod).toString());
                pods.add(ParleyProcess.start(new ProcessBuilder("sh", "-c", line)));
            }
            List<String> report = new ArrayList<>(List.of("report"));
            for (ParleyProcess pod : pods) {
                assertThat(pod.awaitExit()).isZero();
                // The load began at that second, after two of warm-up, whenever its process did.
                assertThat(started(pod.out())).isBetween(start.plusSeconds(2), start.plusSeconds(4));
                Path log = folder.resolve(report.size() + ".hlog");
                report.add(Files.write(log, pod.out()).toString());
            }
            ParleyProcess merged = ParleyProcess.parley(report.toArray(String[]::new));
            assertThat(merged.awaitExit()).isZero();
            assertThat(merged.out())
                    .as(String.join("\n", merged.out()))
                    .anyMatch(line -> line.startsWith("connections  15 of 15 opened in "))
                    .anyMatch(
                            line -> line.matches(
                                    "messages     1,200 sent, 1,200 answered, [3-6]\\d\\d/s in [23]\\.\\d s \\(asked: [3-6]\\d\\d/s\\)"));
        }
    }

    private static Instant started(List<String> log) {
        Matcher started = STARTED.matcher(String.join("\n", log));
        assertThat(started.find()).isTrue();
        return Instant.parse(started.group(1));
    }

    private static String replaceAll(String text, String... pairs) {
        String replaced = text;
        for (int i = 0; i < pairs.length; i += 2) {
            assertThat(replaced).contains(pairs[i]);
            replaced = replaced.replace(pairs[i], pairs[i + 1]);
        }
        return replaced;
    }
}
