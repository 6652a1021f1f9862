package dev.parley.server.pages;

import dev.parley.server.Answers;
import dev.parley.server.WebSocketPath;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The answer to every error, its status and one line, in place of a container's page with its version and stack traces. */
public final class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String WEB_SOCKET_PATHS =
            Arrays.stream(WebSocketPath.values()).map(WebSocketPath::template).collect(Collectors.joining(", "));

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = status instanceof Integer number ? number : response.getStatus();
        if (code < HttpServletResponse.SC_BAD_REQUEST) {
            // Called by its own path, and not for an error.
            code = HttpServletResponse.SC_NOT_FOUND;
        }
        Answers.line(response, code, code + " " + sentence(code));
    }

    private static String sentence(int code) {
        return switch (code) {
            case HttpServletResponse.SC_NOT_FOUND ->
                "nothing is here; try /, /hello, /health, /metrics, /status, or with a WebSocket client "
                        + WEB_SOCKET_PATHS;
            case HttpServletResponse.SC_FORBIDDEN -> "this may not be had from here";
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "this method is not for this path";
            default ->
                code < 500 ? "the request could not be understood" : "the server could not answer; its log says why";
        };
    }
}
