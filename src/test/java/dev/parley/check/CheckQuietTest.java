package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckQuietTest {
    @Test
    void wellPathIsCounted() {
        assertThat(CheckQuiet.of(Recordings.well())).isEqualTo("ok wss://shop.example/ws: 3 checks");
        assertThat(CheckQuiet.of(Recordings.recording(
                        false, Recordings.ok(Check.REACH, "there"), Result.skipped(Check.IDLE, "quick"))))
                .isEqualTo("ok wss://shop.example/ws: 1 check, 1 skipped");
    }

    @Test
    void whatWasNotFinishedIsNamed() {
        assertThat(CheckQuiet.of(Recordings.recording(
                        false,
                        Recordings.ok(Check.REACH, "there"),
                        Recordings.ok(Check.IDLE, "so far").unfinished(),
                        Result.leftOut(Check.PROTOCOL, "no time"))))
                .isEqualTo("ok wss://shop.example/ws: 2 checks; not finished: idle, protocol");
    }

    @Test
    void withoutTimeForAMessageItIsNotOk() {
        Result left = Result.leftOut(Check.MESSAGES, "no time was left of the 9s that --fast has");
        assertThat(CheckQuiet.of(Recordings.recording(
                        false, Recordings.ok(Check.REACH, "there"), left, Result.leftOut(Check.CLOSE, "no time"))))
                .isEqualTo("unfinished wss://shop.example/ws: messages: no time was left of the 9s that --fast has;"
                        + " not finished: messages, close");
        assertThat(CheckQuiet.of(Recordings.recording(
                        false,
                        Recordings.ok(Check.MESSAGES, "3 kinds; not finished: no time")
                                .unfinished())))
                .isEqualTo("unfinished wss://shop.example/ws: messages: 3 kinds; not finished: no time;"
                        + " not finished: messages");
    }

    @Test
    void firstOfTheWorstIsToldAndTheOthersNamed() {
        assertThat(CheckQuiet.of(Recordings.refused()))
                .isEqualTo("failed wss://shop.example/ws: handshake: HTTP 502 Bad Gateway");
        assertThat(CheckQuiet.of(Recordings.ill()))
                .isEqualTo("failed wss://shop.example/ws: sizes: texts up to 8,192 bytes come back; warnings: close,"
                        + " idle");
        assertThat(CheckQuiet.of(Recordings.recording(
                        false,
                        Recordings.found(Check.SIZES, "small", Map.of(), Recordings.IDLE),
                        Recordings.found(Check.IDLE, "ended", Map.of(), Recordings.IDLE))))
                .isEqualTo("warning wss://shop.example/ws: sizes: small; also warning: idle");
    }

    @Test
    void lineIsOneAndSaysThatItWasInterrupted() {
        assertThat(CheckQuiet.of(Recordings.hostile("\u001b[1m\n")))
                .isEqualTo("interrupted, failed ws://h/\\u001b[1m\\n: handshake: \\u001b[1m\\n s");
        assertThat(CheckQuiet.of(Recordings.recording(true)))
                .isEqualTo("interrupted, skipped wss://shop.example/ws: 0 checks");
    }
}
