package dev.parley.core;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * The parameters in the server's paths.
 *
 * <p>Each method throws {@link IllegalArgumentException} with a sentence for the peer, which says what is allowed and
 * nothing of what was given; it fits into a close frame (RFC 6455 section 5.5: 123 bytes).
 */
public final class PathParameters {
    /** The most bytes of UTF-8 that a close reason may have: a control frame carries 125, the code takes two of them. */
    public static final int MAX_REASON_BYTES = 123;

    private static final Duration LEAST_INTERVAL = Duration.ofMillis(10);
    private static final Duration MOST_INTERVAL = Duration.ofHours(24);
    private static final int MOST_FRAGMENTS = 1000;

    /**
     * How a connection is to be closed.
     *
     * @param onOpen at once, and not at the first message
     */
    public record Close(int code, String reason, boolean onOpen) {}

    /**
     * How a client is to be pinged.
     *
     * @param reported whether each round trip is sent as text, so that not only pings go down
     */
    public record Ping(Duration interval, boolean reported) {}

    private PathParameters() {}

    /** Reads the delay of {@code /delay/{duration}}: up to the idle timeout, or a day if there is none. */
    public static Duration delay(String text, Duration idleTimeout) {
        return delay(text, idleTimeout, "/delay/{duration}");
    }

    /** Reads the {@code delay} in the query of {@code /hello}, by the same rule; zero if there is none. */
    public static Duration helloDelay(String query, Duration idleTimeout) {
        return delay(orNothing(query, "delay", "0"), idleTimeout, "?delay=");
    }

    /** Reads the interval of {@code /ping/{interval}}, 10 ms to a day, and the query's {@code report}. */
    public static Ping ping(String text, String query) {
        String report = orNothing(query, "report", "text");
        if (!report.equals("text") && !report.equals("none")) {
            throw new IllegalArgumentException("?report= takes text or none");
        }
        return new Ping(interval(text, "/ping/{interval}"), report.equals("text"));
    }

    /** Reads the interval of {@code /push/{interval}}: 10 ms to a day. */
    public static Duration interval(String text, String path) {
        return duration(
                text,
                interval -> interval.compareTo(LEAST_INTERVAL) >= 0 && interval.compareTo(MOST_INTERVAL) <= 0,
                path + " takes 10ms to 24h, like 500ms, 1s or 2m");
    }

    /** Reads the size of {@code /bytes/{count}}: up to the longest message. */
    public static int bytes(String text, int maxMessageBytes) {
        return count(
                text,
                0,
                maxMessageBytes,
                "/bytes/{count} takes 0 to " + maxMessageBytes + " (max-message-bytes), like 1000 or 64KiB");
    }

    /** Reads the number of frames of {@code /fragments/{count}}: 1 to 1000. */
    public static int fragments(String text) {
        return count(text, 1, MOST_FRAGMENTS, "/fragments/{count} takes 1 to " + MOST_FRAGMENTS + ", like 3");
    }

    /** Reads the code of {@code /close/{code}} and the query's {@code reason} and {@code on}. */
    public static Close close(String text, String query) {
        int code = text.matches("\\d{4}") ? Integer.parseInt(text) : 0;
        if (!CloseCode.maySend(code)) {
            throw new IllegalArgumentException("/close/{code} takes a code of " + CloseCode.SENDABLE);
        }
        String on = orNothing(query, "on", "message");
        if (!on.equals("open") && !on.equals("message")) {
            throw new IllegalArgumentException("?on= takes open or message");
        }
        return new Close(code, reason(query), on.equals("open"));
    }

    private static Duration delay(String text, Duration idleTimeout, String parameter) {
        Duration most = idleTimeout.isZero() ? MOST_INTERVAL : idleTimeout;
        return duration(
                text,
                delay -> delay.compareTo(most) <= 0,
                parameter + " takes 0 to " + Durations.format(most) + ", like 500ms, 30s or 2m");
    }

    /** Returns a parameter of the query, or something that is not allowed if it cannot be decoded. */
    private static String orNothing(String query, String name, String otherwise) {
        try {
            return QueryString.parameter(query, name, otherwise);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String reason(String query) {
        try {
            String reason = QueryString.parameter(query, "reason", "");
            if (reason.getBytes(StandardCharsets.UTF_8).length <= MAX_REASON_BYTES) {
                return reason;
            }
        } catch (IllegalArgumentException e) {
            // A broken percent escape: said below.
        }
        throw new IllegalArgumentException(
                "?reason= takes at most " + MAX_REASON_BYTES + " bytes of percent-encoded UTF-8");
    }

    private static Duration duration(String text, Predicate<Duration> allowed, String sentence) {
        try {
            Duration duration = Durations.parse(text);
            if (allowed.test(duration)) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without what was given.
        }
        throw new IllegalArgumentException(sentence);
    }

    private static int count(String text, int least, int most, String sentence) {
        try {
            int count = Sizes.parse(text);
            if (count >= least && count <= most) {
                return count;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without what was given.
        }
        throw new IllegalArgumentException(sentence);
    }
}
