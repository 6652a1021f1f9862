package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Reads a server's {@code /metrics}. */
public final class TestMetrics {
    private static final Pattern SAMPLE = Pattern.compile("^(parley_\\S+) (\\S+)$", Pattern.MULTILINE);

    private TestMetrics() {}

    /** Returns each sample by its name and labels. */
    public static Map<String, Double> read(URI uri) {
        try {
            Map<String, Double> samples = new TreeMap<>();
            for (MatchResult sample :
                    SAMPLE.matcher(TestHttp.get(uri).body()).results().toList()) {
                samples.put(sample.group(1), Double.valueOf(sample.group(2)));
            }
            return samples;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until as many connections are open, by the server's own count. */
    public static void awaitOpen(URI uri, int count) {
        Awaitility.await("open connections")
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() ->
                        assertThat(read(uri).get("parley_connections_open")).isEqualTo(count));
    }
}
