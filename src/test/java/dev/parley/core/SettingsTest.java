package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> contextParams = new HashMap<>();
    private final SettingSources sources = new SettingSources(properties::get, environment::get, contextParams::get);

    @Test
    void defaultsAreThoseOfTheMission() {
        ServerSettings settings = ServerSettings.read(sources);
        assertThat(settings.idleTimeout()).isEqualTo(Duration.ofHours(1));
        assertThat(sources.read(Setting.HTTP_IDLE_TIMEOUT)).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.maxConnections()).isEqualTo(250);
        assertThat(settings.bufferBytes()).isEqualTo(1024);
        assertThat(settings.maxMessageBytes()).isEqualTo(1_048_576);
        assertThat(settings.sendTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.pingInterval()).isZero();
        assertThat(settings.allowedOrigins().admit("https://elsewhere.example", "here"))
                .isTrue();
    }

    @Test
    void systemPropertyComesBeforeEnvironmentBeforeContextParam() {
        contextParams.put("parley.max-connections", "3");
        assertThat(sources.read(Setting.MAX_CONNECTIONS)).isEqualTo(3);
        environment.put("PARLEY_MAX_CONNECTIONS", "2");
        assertThat(sources.read(Setting.MAX_CONNECTIONS)).isEqualTo(2);
        properties.put("parley.max-connections", "1");
        assertThat(sources.read(Setting.MAX_CONNECTIONS)).isEqualTo(1);
    }

    @Test
    void blankValueIsNone() {
        properties.put("parley.max-connections", " ");
        environment.put("PARLEY_MAX_CONNECTIONS", "");
        contextParams.put("parley.max-connections", " 7 ");
        assertThat(sources.read(Setting.MAX_CONNECTIONS)).isEqualTo(7);
    }

    @Test
    void whatIsInEffectIsSaidInOneLineWithWhereItWasGiven() {
        environment.put("PARLEY_IDLE_TIMEOUT", "90s");
        assertThat(sources.describe(List.of(Setting.IDLE_TIMEOUT, Setting.MAX_CONNECTIONS)))
                .isEqualTo("idle-timeout 90s (PARLEY_IDLE_TIMEOUT), max-connections 250");
        assertThat(sources.inEffect(List.of(Setting.IDLE_TIMEOUT, Setting.MAX_CONNECTIONS)))
                .containsExactly(Map.entry("idle-timeout", "90s"), Map.entry("max-connections", "250"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "idle-timeout | soon | give 0 (never) or 10ms to 8760h, like 3600s",
                "idle-timeout | 60 | give 0 (never) or 10ms to 8760h, like 3600s",
                "idle-timeout | 9ms | give 0 (never) or 10ms to 8760h, like 3600s",
                "max-connections | -1 | give a whole number from 0 (no limit) to 1000000, like 250",
                "max-connections | 2.5 | give a whole number from 0 (no limit) to 1000000, like 250",
                "max-connections | 1000001 | give a whole number from 0 (no limit) to 1000000, like 250",
                "buffer-bytes | 255 | give 256 to 1MiB, like 1024 or 64KiB",
                "buffer-bytes | 2MiB | give 256 to 1MiB, like 1024 or 64KiB",
                "max-message-bytes | 0 | give 1 to 16MiB, like 1048576 or 1MiB",
                "max-message-bytes | 17MiB | give 1 to 16MiB, like 1048576 or 1MiB",
                "max-message-bytes | 9999MiB | give 1 to 16MiB, like 1048576 or 1MiB",
                "send-timeout | 0 | give 10ms to 8760h, like 20s",
                "ping-interval | often | give 0 (no pings) or 10ms to 8760h, like 30s",
                "allowed-origins | example.com | give *, same, or origins separated by commas, like https://example.com,http://localhost:8080",
                "allowed-origins | https://example.com/page | give *, same, or origins separated by commas, like https://example.com,http://localhost:8080",
                "allowed-origins | https://*.example.com | give *, same, or origins separated by commas, like https://example.com,http://localhost:8080"
            })
    void badValueIsRefusedWithWhatWasGivenWhatIsAllowedAndAnExample(String name, String text, String allowed) {
        String variable = "PARLEY_" + name.toUpperCase().replace('-', '_');
        environment.put(variable, text);
        assertThatThrownBy(() -> ServerSettings.read(sources))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(variable + " is '" + text + "': " + allowed);
    }

    @Test
    void everyExampleAndDefaultIsAllowed() {
        for (Setting<?> setting : Setting.OF_SERVE) {
            setting.parse(setting.defaultText(), setting.flag());
        }
        Setting.IDLE_TIMEOUT.parse("0", "");
        Setting.MAX_CONNECTIONS.parse("0", "");
        Setting.BUFFER_BYTES.parse("64KiB", "");
        Setting.ALLOWED_ORIGINS.parse("https://example.com,http://localhost:8080", "");
    }

    @Test
    void valueInAMessageIsEscaped() {
        assertThatThrownBy(() -> Setting.MAX_CONNECTIONS.parse("1\n2\u001b[31m", "--max-connections"))
                .hasMessageStartingWith("--max-connections is '1\\n2\\u001b[31m': ");
    }
}
