package dev.parley.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.compare.Recording.Idle;
import dev.parley.compare.Recording.Late;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void thereAreThreeAndTheyAreWhatTheFiguresSay() {
        assertThat(Sentences.of(Recordings.good()))
                .containsExactly(
                        "With a new connection for every request, each waits for the handshake of TCP first: a reply took"
                                + " 0.400 ms, on a kept connection 0.100 ms (4.0 times as long), with 38 bytes more on the"
                                + " wire, and 1,000 requests took 1,000 connections in place of 1.",
                        "On a connection that is open, an exchange over WebSocket saves 475 of HTTP's 515 bytes (92 %)"
                                + " and took 0.054 ms against 0.100 ms over kept HTTP (1.9 times as fast).",
                        "Left idle, the HTTP connection was ended after 60.0 s while the WebSocket was still open after"
                                + " 65.0 s; a reply that takes 65 s came over WebSocket, and over HTTP it did not (HTTP"
                                + " 504, after 60.0 s): calls of that length need WebSocket on this path.");
    }

    /** The ends are in seconds; 0 is still open. A reply came, was skipped or failed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    60 |  0 | came | came | the HTTP connection was ended after 60.0 s while the WebSocket was still open after 65.0 s; a reply that takes 65 s came both ways, so nothing on this path ends calls of that length
                     0 |  0 | skip | skip | both the HTTP connection and the WebSocket were still open after 65.0 s; a reply that takes 65 s could not be tried
                     0 | 60 | came | fail | the WebSocket was ended after 60.0 s and the HTTP connection was still open after 65.0 s; a reply that takes 65 s did not come over WebSocket (lost) and came over HTTP
                    60 | 60 | skip | came | the WebSocket was ended after 60.0 s and the HTTP connection after 60.0 s; a reply that takes 65 s came over WebSocket and could not be tried over HTTP
                    60 | 60 | fail | skip | the WebSocket was ended after 60.0 s and the HTTP connection after 60.0 s; a reply that takes 65 s could not be tried over WebSocket and did not come over HTTP (lost)
                    """)
    void whatWaitingMeansIsWhatWasSeen(int http, int webSocket, String httpReply, String reply, String sentence) {
        Recording recording = Recordings.with(
                List.of(idle(Way.KEPT_ALIVE, http), idle(Way.WEB_SOCKET, webSocket)),
                List.of(late(Way.KEPT_ALIVE, httpReply), late(Way.WEB_SOCKET, reply)));
        assertThat(Sentences.of(recording)).last().isEqualTo("Left idle, " + sentence + ".");
    }

    @Test
    void figuresOfWhatFailsAreNotCompared() {
        assertThat(Sentences.of(Recordings.failing(20))).hasSize(3);
        assertThat(Sentences.of(Recordings.failing(500)))
                .containsExactly(
                        "Of the exchanges over WebSocket, kept open, 25 % failed, so the figures are not compared.",
                        "What happens to idle connections and to calls that take long was not tried.");
    }

    @Test
    void nothingIsClaimedOfWhatWasNotTried() {
        assertThat(Sentences.of(Recordings.with(List.of(), List.of())))
                .last()
                .isEqualTo("What happens to idle connections and to calls that take long was not tried.");
        assertThat(Sentences.of(Recordings.empty())).hasSize(1);
    }

    private static Idle idle(Way way, int seconds) {
        return seconds == 0 ? new Idle(way, 65 * SECOND, null, false) : new Idle(way, seconds * SECOND, "FIN", false);
    }

    private static Late late(Way way, String what) {
        return new Late(way, 65 * SECOND, what.equals("came") ? null : "lost", what.equals("skip"));
    }
}
