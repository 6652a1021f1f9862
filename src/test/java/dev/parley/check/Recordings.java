package dev.parley.check;

import dev.parley.check.knowledge.Configuration;
import dev.parley.check.knowledge.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Invents recordings, for the tests of the reports. */
final class Recordings {
    static final String URL = "wss://shop.example/ws";
    static final Instant STARTED = Instant.parse("2026-11-24T09:30:00Z");

    static final Configuration NGINX_IDLE = new Configuration(
            "nginx",
            "idle",
            "the location block of the WebSocket",
            List.of("location /ws {", "    proxy_read_timeout 1h;", "}"));
    static final Finding IDLE = new Finding(
            Verdict.WARNING,
            "a silent connection was ended after 60.0 s, with a FIN and no close frame",
            "Whoever sends nothing for a minute is cut off, and sees close code 1006.",
            List.of("nginx, whose proxy_read_timeout is 60 s unless set", "an AWS load balancer, idle for 60 s"),
            "Send a ping every 25 s, or raise the timeout.",
            List.of(NGINX_IDLE),
            List.of("nginx-read-timeout", "alb-idle"));
    static final Finding SIZE = new Finding(
            Verdict.FAILED,
            "a text of 8,193 bytes was answered by close 1009 (message too big)",
            "Larger messages end the connection.",
            List.of("Tomcat, whose buffer holds 8,192 bytes unless set"),
            "Raise maxTextMessageBufferSize, or send less at a time.",
            List.of(),
            List.of("tomcat-buffer"));
    static final Finding HANDSHAKE = new Finding(
            Verdict.FAILED,
            "HTTP 502 Bad Gateway",
            "The proxy did not reach the server behind it.",
            List.of("nginx: the answer says 'Server: nginx/1.22.1'"),
            "Start the server, and see that proxy_pass names its port.",
            List.of(),
            List.of());

    private Recordings() {}

    static Fact fact(String id) {
        return switch (id) {
            case "nginx-read-timeout" ->
                new Fact(
                        id,
                        "nginx",
                        false,
                        "idle",
                        "60",
                        "s",
                        "tcp",
                        "TCP FIN",
                        "proxy_read_timeout",
                        "raise it",
                        "https://nginx.org/en/docs/http/websocket.html",
                        "high");
            case "alb-idle" ->
                new Fact(
                        id,
                        "AWS ALB",
                        false,
                        "idle",
                        "60",
                        "s",
                        "tcp",
                        "RST",
                        null,
                        "raise it",
                        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
                        "medium");
            default -> null;
        };
    }

    static Result ok(Check check, String summary, String... details) {
        return new Result(check, Verdict.OK, summary, List.of(details), List.of(), Map.of(), 12_000_000);
    }

    static Result found(Check check, String summary, Map<String, Object> figures, Finding... findings) {
        return new Result(
                check, findings[0].verdict(), summary, List.of(), List.of(findings), figures, 60_500_000_000L);
    }

    static Recording recording(boolean interrupted, Result... results) {
        return new Recording(URL, STARTED, 63_000_000_000L, List.of(results), null, List.of(), List.of(), interrupted);
    }

    /** Returns one in which everything is well. */
    static Recording well() {
        return new Recording(
                URL,
                STARTED,
                4_200_000_000L,
                List.of(
                        ok(Check.REACH, "192.0.2.7 port 443, connected in 1.2 ms, TLS 1.3 in 8.4 ms"),
                        ok(Check.HANDSHAKE, "101 in 3.1 ms", "asked for no subprotocol, got none"),
                        ok(Check.MESSAGES, "texts and binaries of 1 byte to 64 KiB came back as they were")),
                null,
                List.of(),
                List.of("Tomcat (the error page says 'Apache Tomcat/10.1.59')"),
                false);
    }

    /** Returns one with a failure, two warnings and a skipped check. */
    static Recording ill() {
        Finding small = Finding.of(
                Verdict.WARNING,
                "the close reason 'bye' came as ''",
                "Who waits for a reason gets none.",
                "Do not rely on it.");
        return new Recording(
                URL,
                STARTED,
                63_000_000_000L,
                List.of(
                        ok(Check.REACH, "192.0.2.7 port 443, connected in 1.2 ms, TLS 1.3 in 8.4 ms"),
                        ok(Check.HANDSHAKE, "101 in 3.1 ms", "asked for no subprotocol, got none"),
                        ok(Check.MESSAGES, "texts and binaries of 1 byte to 64 KiB came back as they were"),
                        found(Check.CLOSE, "the close reason 'bye' came as ''", Map.of(), small),
                        Result.skipped(Check.PUSHES, "the server has no /push; it is no Parley"),
                        found(Check.SIZES, "texts up to 8,192 bytes come back", Map.of("most_text_bytes", 8192), SIZE),
                        found(Check.IDLE, "ended after 60.0 s of silence", Map.of("idle_seconds", 60.04), IDLE)),
                null,
                List.of(),
                List.of(
                        "nginx (the answer says 'Server: nginx/1.22.1')",
                        "Tomcat (the error page says 'Apache Tomcat/10.1.59')"),
                false);
    }

    /** Returns one whose handshake is refused. */
    static Recording refused() {
        return recording(
                false,
                ok(Check.REACH, "192.0.2.7 port 443, connected in 1.2 ms"),
                found(Check.HANDSHAKE, "HTTP 502 Bad Gateway", Map.of("status", 502), HANDSHAKE),
                Result.skipped(Check.MESSAGES, "there was no handshake"));
    }

    /** Returns one with a baseline that is well where it is ill, but for the size, which is the same. */
    static Recording beside() {
        Recording ill = ill();
        List<Result> baseline = new ArrayList<>();
        for (Result result : ill.path()) {
            baseline.add(
                    switch (result.check()) {
                        case IDLE ->
                            new Result(
                                    Check.IDLE,
                                    Verdict.OK,
                                    "still open after 120 s of silence",
                                    List.of(),
                                    List.of(),
                                    figures("idle_seconds", null, "held_seconds", 120),
                                    120_000_000_000L);
                        case CLOSE -> ok(Check.CLOSE, "codes and reasons came as they were");
                        default -> result;
                    });
        }
        return new Recording(
                URL, STARTED, 183_000_000_000L, ill.path(), "ws://10.0.0.5:8080/ws", baseline, ill.hops(), false);
    }

    /** Returns one that was ended in the middle, of nothing but text from an enemy. */
    static Recording hostile(String text) {
        Finding finding = new Finding(
                Verdict.FAILED,
                text + " f",
                text + " m",
                List.of(text + " l"),
                text + " r",
                List.of(new Configuration("hop " + text, "topic " + text, "where " + text, List.of("line " + text))),
                List.of("fact"));
        Result result = new Result(
                Check.HANDSHAKE,
                Verdict.FAILED,
                text + " s",
                List.of(text + " d"),
                List.of(finding),
                Map.of("header", Map.of("x", List.of(text))),
                0);
        return new Recording("ws://h/" + text, STARTED, 0, List.of(result), null, List.of(), List.of(text), true);
    }

    /** Returns the one of a golden file. */
    static Recording named(String name) {
        return switch (name) {
            case "well" -> well();
            case "ill" -> ill();
            case "refused" -> refused();
            case "beside" -> beside();
            case "interrupted" -> recording(true, ok(Check.REACH, "192.0.2.7 port 443, connected in 1.2 ms"));
            default -> throw new IllegalArgumentException(name);
        };
    }

    static Map<String, Object> figures(Object... namesAndValues) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            figures.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return figures;
    }
}
