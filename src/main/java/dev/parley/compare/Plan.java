package dev.parley.compare;

import dev.parley.core.Durations;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.WireSettings;
import java.time.Duration;

/**
 * What to compare, and how.
 *
 * @param base the application's base, as it was given
 * @param http how to ask over HTTP, and what for
 * @param webSocket how to reach the WebSocket endpoint that answers each message
 * @param count how many exchanges of each way, one after another, and as many side by side; at least 1
 * @param concurrency how many clients side by side, each with a connection of its own; at least 1
 * @param idle how long to watch idle connections and wait for a late reply; zero: not at all
 */
public record Plan(
        WebSocketUrl base, WireSettings http, WireSettings webSocket, int count, int concurrency, Duration idle) {
    /** What is sent over WebSocket. */
    static final String MESSAGE = "hi i am client";

    /**
     * Makes a plan for an application; nothing is compressed, for the same message again and again would be no example.
     *
     * @param settings of which the URL is the application's base
     * @param hello the path that answers a GET, relative to the base
     * @param ws the path of the WebSocket endpoint, relative to the base
     * @throws IllegalArgumentException with a sentence for the user, if a path is not valid
     */
    public static Plan of(WireSettings settings, String hello, String ws, int count, int concurrency, Duration idle) {
        WebSocketUrl given = settings.url();
        String path = given.target().replaceFirst("\\?.*", "");
        WebSocketUrl base = given.target(path.endsWith("/") ? path : path + "/");
        WireSettings plain = settings.compression(false);
        return new Plan(base, plain.url(base.resolve(hello)), plain.url(base.resolve(ws)), count, concurrency, idle);
    }

    /** Returns the target that is answered as late as idle connections are watched for. */
    String lateTarget() {
        String target = http.url().target();
        return target + (target.indexOf('?') < 0 ? '?' : '&') + "delay=" + Durations.format(idle);
    }

    /** Returns how to reach the endpoint that answers as late. */
    WireSettings lateWebSocket() {
        return webSocket.url(base.resolve("delay/" + Durations.format(idle)));
    }
}
