package dev.parley.server;

import dev.parley.core.Admission;
import dev.parley.core.Admission.Place;
import dev.parley.server.container.GrizzlyConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An opening handshake under way, from the request to the endpoint: what it carries, and the place that is kept for it as
 * soon as nothing else is wrong with it.
 *
 * <p>The one of this thread's request is {@link #current}: a thread-local is the only way from a request to an endpoint that
 * every container has.
 */
final class Handshake {
    private static final String PLACE = "dev.parley.place";
    private static final String FACTS = "dev.parley.request";
    private static final String GRIZZLY = "dev.parley.grizzly";
    private static final ThreadLocal<Handshake> CURRENT = new ThreadLocal<>();

    private final HttpServletRequest request;
    // Null until it is reserved.
    private Place place;
    private boolean accepted;

    /**
     * What the handshake carried, as it came to the container.
     *
     * @param headers in lower case, in the order in which they came
     */
    record Facts(
            String method,
            String uri,
            String httpVersion,
            String scheme,
            String remoteAddress,
            int remotePort,
            Map<String, List<String>> headers) {}

    private Handshake(HttpServletRequest request) {
        this.request = request;
    }

    /** Begins one on this thread. */
    static void begin(HttpServletRequest request, Background background) {
        // Jetty begins the request for its error page within the one that was refused.
        Handshake before = end();
        if (before != null) {
            before.ended(background);
        }
        CURRENT.set(new Handshake(request));
    }

    /** Returns the one under way on this thread, or null. */
    static Handshake current() {
        return CURRENT.get();
    }

    /** Ends the one on this thread and returns it, or null. */
    static Handshake end() {
        Handshake handshake = CURRENT.get();
        CURRENT.remove();
        return handshake;
    }

    /** Tells whether a request asks for WebSocket (RFC 6455 section 4.2.1), whether or not it does so correctly. */
    static boolean asksForWebSocket(HttpServletRequest request) {
        String upgrade = request.getHeader("Upgrade");
        return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
    }

    /** Returns the path within the application, decoded and without path parameters, as containers match it. */
    static String path(HttpServletRequest request) {
        String path = request.getRequestURI()
                .substring(request.getContextPath().length())
                .replaceAll(";[^/]*", "")
                .replaceAll("/{2,}", "/");
        try {
            // A plus sign is one, in a path.
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    /** Takes the place that a handshake left with its connection, or null. */
    static Place place(Map<String, Object> userProperties) {
        return (Place) userProperties.remove(PLACE);
    }

    /** Takes the TCP connection that a handshake left with its connection, or null. */
    static GrizzlyConnection grizzly(Map<String, Object> userProperties) {
        return (GrizzlyConnection) userProperties.remove(GRIZZLY);
    }

    /** Returns what a handshake left with its connection, or null if it was to leave nothing. */
    static Facts facts(Map<String, Object> userProperties) {
        return (Facts) userProperties.get(FACTS);
    }

    /** Reserves a place for the connection to come, and tells whether there was one. */
    boolean reserve(Admission admission) {
        place = admission.reserve();
        return place != null;
    }

    String host() {
        return request.getHeader("Host");
    }

    /** Leaves with the connection to come what its endpoint wants to know. */
    void accept(Map<String, Object> userProperties, boolean withFacts) {
        accepted = true;
        if (place != null) {
            userProperties.put(PLACE, place);
        }
        GrizzlyConnection grizzly = GrizzlyConnection.of(request);
        if (grizzly != null) {
            userProperties.put(GRIZZLY, grizzly);
        }
        if (withFacts) {
            userProperties.put(FACTS, facts());
        }
    }

    /** Gives the place back, but for a connection that is about to open: that one has a while. */
    void ended(Background background) {
        if (place == null) {
            return;
        }
        if (accepted) {
            background.expire(place);
        } else {
            place.expire();
        }
    }

    private Facts facts() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
        }
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return new Facts(
                request.getMethod(),
                request.getRequestURI() + query,
                request.getProtocol(),
                request.getScheme(),
                request.getRemoteAddr(),
                request.getRemotePort(),
                headers);
    }
}
