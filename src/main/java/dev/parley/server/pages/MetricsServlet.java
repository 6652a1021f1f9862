package dev.parley.server.pages;

import dev.parley.server.Answers;
import dev.parley.server.Server;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The counts in Prometheus' text format, version 0.0.4. */
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String TEXT = "text/plain; version=0.0.4";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String text = Server.current().metrics().scrape();
        Answers.text(response, HttpServletResponse.SC_OK, TEXT, text);
    }
}
