package dev.parley.server;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.ToLongFunction;

/** Tells as JSON what runs here, since when, with which settings, and what it has done. */
public final class StatusServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    // Maven writes it.
    private static final String VERSION = "/META-INF/maven/dev.parley/parley/pom.properties";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Server server = Server.current();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("version", version(getServletContext()));
        status.put("container", getServletContext().getServerInfo());
        status.put("java", Runtime.version().toString());
        status.put("uptimeSeconds", server.uptime().toSeconds());
        status.put("settings", server.settingTexts());
        status.put("connections", connections(server));
        status.put("messages", messages(server));
        Pages.answer(response, HttpServletResponse.SC_OK, "application/json", Json.page(status));
    }

    private static Map<String, Long> connections(Server server) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("open", (long) server.admission().taken());
        counts.put("opened", sum(server, PathMetrics::openedCount));
        counts.put("refused", server.metrics().refusedCount());
        return counts;
    }

    private static Map<String, Long> messages(Server server) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("received", sum(server, PathMetrics::receivedCount));
        counts.put("sent", sum(server, PathMetrics::sentCount));
        return counts;
    }

    private static long sum(Server server, ToLongFunction<PathMetrics> count) {
        return server.metrics().paths().stream().mapToLong(count).sum();
    }

    private static String version(ServletContext context) throws IOException {
        try (InputStream file = context.getResourceAsStream(VERSION)) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version", "unpackaged");
        }
    }
}
