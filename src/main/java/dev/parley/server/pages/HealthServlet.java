package dev.parley.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers 200 while the next WebSocket connection would be admitted, else 503 and why. */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Server server = Server.current();
        if (server.isStopping()) {
            Pages.answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, Refusals.STOPPING);
        } else if (server.admission().isFull()) {
            Pages.answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, Refusals.full(server.settings()));
        } else {
            Pages.answer(response, HttpServletResponse.SC_OK, "ok");
        }
    }
}
