package dev.parley.server;

import dev.parley.server.Refusals.Reason;
import dev.parley.server.container.Peculiarities;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The filter before every page and, in all containers but Jetty, before every handshake: it sets the headers that make a page
 * safe, tells a plain request how to reach a WebSocket path, and refuses handshakes with a sentence while it still can.
 */
public final class FrontFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final String VERSION = "13";
    // 16 bytes in Base64.
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            // The page connects to any WebSocket server that its user names.
            + "img-src data:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (request.getMethod().equals("TRACE")) {
            // It would send back what came.
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        WebSocketPath path = WebSocketPath.find(Handshake.path(request));
        if (path == null) {
            chain.doFilter(request, response);
        } else if (!Handshake.asksForWebSocket(request)) {
            tellHowToUpgrade(path, response);
        } else if (!refuse(path, request, response, Server.current())) {
            chain.doFilter(request, response);
        }
    }

    private static boolean refuse(
            WebSocketPath path, HttpServletRequest request, HttpServletResponse response, Server server)
            throws IOException {
        if (server.isStopping()) {
            retryLater(response);
            return refused(
                    server, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, Reason.STOPPING, Refusals.STOPPING);
        }
        String wrong = whatIsWrong(request);
        if (wrong != null) {
            // 4.4: a client of another version is told which one is spoken here.
            response.setHeader("Sec-WebSocket-Version", VERSION);
            return refused(server, response, HttpServletResponse.SC_BAD_REQUEST, Reason.HANDSHAKE, wrong);
        }
        try {
            path.check(Handshake.path(request), request.getQueryString(), server.settings());
        } catch (IllegalArgumentException e) {
            return refused(server, response, HttpServletResponse.SC_BAD_REQUEST, Reason.PATH, e.getMessage());
        }
        if (!server.admits(request.getHeader("Origin"), request.getHeader("Host"))) {
            return refused(server, response, HttpServletResponse.SC_FORBIDDEN, Reason.ORIGIN, Refusals.ORIGIN);
        }
        Handshake handshake = Handshake.current();
        if (handshake != null && !handshake.reserve(server.admission())) {
            retryLater(response);
            return refused(
                    server,
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    Reason.FULL,
                    Refusals.full(server.settings()));
        }
        return false;
    }

    /** Returns what is missing of what RFC 6455 section 4.2.1 demands, or null; containers are less helpful. */
    private static String whatIsWrong(HttpServletRequest request) throws IOException {
        if (!request.getMethod().equals("GET") || request.getProtocol().equals("HTTP/1.0")) {
            return Refusals.METHOD;
        }
        String connection = String.join(",", Collections.list(request.getHeaders("Connection")));
        if (!connection.toLowerCase(Locale.ROOT).contains("upgrade")) {
            return Refusals.CONNECTION;
        }
        if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
            return Refusals.VERSION;
        }
        String key = request.getHeader("Sec-WebSocket-Key");
        if (key == null || !KEY.matcher(key.strip()).matches()) {
            return Refusals.KEY;
        }
        // 4.1: the client waits for the answer before it sends more.
        return Peculiarities.cameTooEarly(request) ? Refusals.EARLY : null;
    }

    private static boolean refused(
            Server server, HttpServletResponse response, int status, Reason reason, String sentence)
            throws IOException {
        server.metrics().refused(reason);
        Answers.line(response, status, sentence);
        return true;
    }

    private static void retryLater(HttpServletResponse response) {
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    private static void tellHowToUpgrade(WebSocketPath path, HttpServletResponse response) throws IOException {
        // RFC 9110 section 15.5.22: a 426 names the protocol; and Upgrade is an option of the connection (7.8).
        response.setHeader("Upgrade", "websocket");
        // In this order: an answer with Upgrade never ends in Payara unless the connection is to be closed, and of two
        // options it sends the first.
        response.setHeader("Connection", "close");
        response.addHeader("Connection", "Upgrade");
        Answers.line(
                response,
                426,
                path.template()
                        + " is a WebSocket endpoint: connect to it with a WebSocket client, and with ws:// or wss://"
                        + " in place of http:// or https:// (behind a proxy: it must pass on the Upgrade header).");
    }
}
