package dev.parley.server.pages;

import dev.parley.server.Answers;
import dev.parley.server.Json;
import dev.parley.server.Metrics;
import dev.parley.server.Server;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * The page that tells what runs here, since when, with which settings, and what it has done; as JSON, described in
 * {@code status.schema.json}.
 */
public final class StatusServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** What is told. */
    private record Document(
            int schema,
            String version,
            String container,
            String java,
            long uptimeSeconds,
            Map<String, String> settings,
            Connections connections,
            Messages messages) {}

    private record Connections(long open, long opened, long refused) {}

    private record Messages(long received, long sent) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Server server = Server.current();
        Metrics metrics = server.metrics();
        Document status = new Document(
                Json.SCHEMA,
                server.version(),
                getServletContext().getServerInfo(),
                Runtime.version().toString(),
                server.uptime().toSeconds(),
                server.settingTexts(),
                new Connections(server.openConnections(), metrics.openedCount(), metrics.refusedCount()),
                new Messages(metrics.receivedCount(), metrics.sentCount()));
        Answers.text(response, HttpServletResponse.SC_OK, "application/json", Json.page(status));
    }
}
