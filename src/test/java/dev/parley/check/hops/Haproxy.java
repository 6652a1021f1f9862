package dev.parley.check.hops;

import dev.parley.Installed;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Starts HAProxy in front of a port of loopback, right or with one thing wrong.
 *
 * <p>In front of {@link dev.parley.Ports#NOBODY} it answers 503, after 3 s of trying.
 */
public final class Haproxy {
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");

    private static final String CONFIGURATION = """
            defaults
                mode http
                timeout connect 5s
                timeout client 30s
                timeout server 30s
                timeout tunnel 1h
            frontend path
                bind 127.0.0.1:{port}
                {frontend}
                default_backend server
            backend server
                {backend}
                server only 127.0.0.1:{server}
            """;

    private Haproxy() {}

    /** Passes WebSocket on, and ends it when it was silent for an hour. */
    public static RunningHop right(Path folder, int backend) {
        return start(folder, backend, "", "");
    }

    /** Ends a connection that was silent for so long. */
    public static RunningHop withTunnelTimeout(Path folder, int backend, Duration timeout) {
        return start(folder, backend, "", "timeout tunnel " + timeout.toMillis() + "ms");
    }

    /** Answers 504 when the server does not answer for so long. */
    public static RunningHop withServerTimeout(Path folder, int backend, Duration timeout) {
        return start(folder, backend, "", "timeout server " + timeout.toMillis() + "ms");
    }

    /** Takes so many connections; over that TCP connects and nothing is answered. */
    public static RunningHop withConnections(Path folder, int backend, int connections) {
        return start(folder, backend, "maxconn " + connections, "");
    }

    /** Answers 403 to an origin that is not {@code https://parley.example}. */
    public static RunningHop forOneOrigin(Path folder, int backend) {
        return start(
                folder,
                backend,
                "http-request deny if { req.hdr(Origin) -m found } !{ req.hdr(Origin) https://parley.example }",
                "");
    }

    private static RunningHop start(Path folder, int backend, String frontendLine, String backendLine) {
        Installed.orSkip("haproxy", PROGRAM);
        return RunningHop.start(
                folder,
                CONFIGURATION
                        .replace("{frontend}", frontendLine)
                        .replace("{backend}", backendLine)
                        .replace("{server}", Integer.toString(backend)),
                builder -> builder.command(PROGRAM.toString(), "-db", "-f", "configuration"));
    }
}
