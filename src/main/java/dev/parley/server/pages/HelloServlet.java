package dev.parley.server.pages;

import dev.parley.core.PathParameters;
import dev.parley.server.Answers;
import dev.parley.server.Hello;
import dev.parley.server.Server;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The reply of {@code /ws} over plain HTTP: {@code hello, i am server}, to GET and to POST.
 *
 * <p>What is posted is logged as {@code receive: …}, like a message; over {@code max-message-bytes} it is answered with 413.
 * {@code GET /hello?delay=90s} is answered that much later, as {@code /delay/90s} does it: a call longer than any HTTP timeout.
 */
public final class HelloServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Server server = Server.current();
        Duration delay;
        try {
            delay = PathParameters.helloDelay(
                    request.getQueryString(), server.settings().idleTimeout());
        } catch (IllegalArgumentException e) {
            Answers.line(response, HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
            return;
        }
        // HEAD comes here, too, and has no reply to wait for.
        if (delay.isZero() || !request.getMethod().equals("GET")) {
            Answers.text(response, HttpServletResponse.SC_OK, "text/plain", Hello.REPLY);
            return;
        }
        String refusal = server.lateReplies().replyLater(request, delay);
        if (refusal != null) {
            Answers.line(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, refusal);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int maxBytes = Server.current().settings().maxMessageBytes();
        InputStream body = request.getInputStream();
        byte[] message = body.readNBytes(maxBytes);
        if (message.length == maxBytes && body.read() >= 0) {
            Answers.line(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "message longer than " + maxBytes + " bytes (max-message-bytes)");
            return;
        }
        String type = request.getContentType();
        if (type != null && type.startsWith("application/octet-stream")) {
            Hello.log(message.length);
        } else {
            Hello.log(new String(message, StandardCharsets.UTF_8));
        }
        Answers.text(response, HttpServletResponse.SC_OK, "text/plain", Hello.REPLY);
    }
}
