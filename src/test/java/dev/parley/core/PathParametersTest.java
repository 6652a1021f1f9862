package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PathParametersTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void whatIsAllowedIsRead() {
        assertThat(PathParameters.delay("0", HOUR)).isZero();
        assertThat(PathParameters.delay("3600s", HOUR)).isEqualTo(HOUR);
        assertThat(PathParameters.delay("24h", Duration.ZERO)).isEqualTo(Duration.ofDays(1));
        assertThat(PathParameters.helloDelay("a=b&delay=90s", HOUR)).isEqualTo(Duration.ofSeconds(90));
        assertThat(PathParameters.helloDelay(null, HOUR)).isZero();
        assertThat(PathParameters.interval("10ms", "/push/{interval}")).isEqualTo(Duration.ofMillis(10));
        assertThat(PathParameters.bytes("1000", 1000)).isEqualTo(1000);
        assertThat(PathParameters.bytes("0", 1000)).isZero();
        assertThat(PathParameters.bytes("64KiB", 1 << 20)).isEqualTo(65_536);
        assertThat(PathParameters.fragments("1000")).isEqualTo(1000);
        assertThat(PathParameters.close("4321", "reason=see%20you%20%C3%A9&on=open"))
                .isEqualTo(new PathParameters.Close(4321, "see you é", true));
        assertThat(PathParameters.close("1000", null)).isEqualTo(new PathParameters.Close(1000, "", false));
    }

    @Test
    void whatIsNotAllowedIsRefusedWithWhatIs() {
        assertRefused(
                () -> PathParameters.helloDelay("delay=3601s", HOUR), "?delay= takes 0 to 1h, like 500ms, 30s or 2m");
        assertRefused(
                () -> PathParameters.helloDelay("delay=%zz", HOUR), "?delay= takes 0 to 1h, like 500ms, 30s or 2m");
        String delay = "/delay/{duration} takes 0 to 1h, like 500ms, 30s or 2m";
        assertRefused(() -> PathParameters.delay("3601s", HOUR), delay);
        assertRefused(() -> PathParameters.delay("5", HOUR), delay);
        assertRefused(() -> PathParameters.delay("-1s", HOUR), delay);
        String interval = "/push/{interval} takes 10ms to 24h, like 500ms, 1s or 2m";
        assertRefused(() -> PathParameters.interval("9ms", "/push/{interval}"), interval);
        assertRefused(() -> PathParameters.interval("25h", "/push/{interval}"), interval);
        String bytes = "/bytes/{count} takes 0 to 1000 (max-message-bytes), like 1000 or 64KiB";
        assertRefused(() -> PathParameters.bytes("1001", 1000), bytes);
        assertRefused(() -> PathParameters.bytes("9999999999", 1000), bytes);
        assertRefused(() -> PathParameters.fragments("0"), "/fragments/{count} takes 1 to 1000, like 3");
        assertRefused(() -> PathParameters.fragments("1001"), "/fragments/{count} takes 1 to 1000, like 3");
        assertRefused(() -> PathParameters.close("4000", "on=close"), "?on= takes open or message");
        assertRefused(() -> PathParameters.close("4000", "on=%zz"), "?on= takes open or message");
    }

    @Test
    void closeCodeThatMayNotBeSentIsRefused() {
        for (String code : new String[] {"1005", "1006", "1015", "999", "5000", "x", "", "10000"}) {
            assertRefused(
                    () -> PathParameters.close(code, null),
                    "/close/{code} takes a code of 1000-1003, 1007-1014 or 3000-4999");
        }
    }

    @Test
    void reasonIsCountedInBytesOfUtf8() {
        String expected = "?reason= takes at most 123 bytes of percent-encoded UTF-8";
        assertThat(PathParameters.close("4000", "reason=" + "x".repeat(123)).reason())
                .hasSize(123);
        assertRefused(() -> PathParameters.close("4000", "reason=" + "x".repeat(124)), expected);
        assertRefused(() -> PathParameters.close("4000", "reason=" + "é".repeat(62)), expected);
        assertRefused(() -> PathParameters.close("4000", "reason=%zz"), expected);
    }

    private static void assertRefused(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
        // It has to fit into a close frame.
        assertThat(sentence.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(123);
    }
}
