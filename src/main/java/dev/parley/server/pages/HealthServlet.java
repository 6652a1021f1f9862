package dev.parley.server.pages;

import dev.parley.server.Answers;
import dev.parley.server.Refusals;
import dev.parley.server.Server;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The page that answers 200 while the next WebSocket connection would be admitted, else 503 and why. */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Server server = Server.current();
        if (server.isStopping()) {
            Answers.line(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, Refusals.STOPPING);
        } else if (server.isFull()) {
            Answers.line(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, Refusals.full(server.settings()));
        } else {
            Answers.line(response, HttpServletResponse.SC_OK, "ok");
        }
    }
}
