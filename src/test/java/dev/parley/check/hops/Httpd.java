package dev.parley.check.hops;

import dev.parley.Installed;
import dev.parley.ParleyProcess;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Starts Apache httpd in front of a port of loopback, right or with one thing wrong.
 *
 * <p>In front of {@link dev.parley.Ports#NOBODY} it answers 503; in front of a server that never answers, 502 after its
 * timeout.
 */
public final class Httpd {
    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final int ONE_HOUR_IN_SECONDS = 3600;

    private static final String CONFIGURATION = """
            ServerRoot {folder}
            ServerName localhost
            Listen 127.0.0.1:{port}
            PidFile httpd.pid
            DefaultRuntimeDir {folder}
            ErrorLog /dev/stderr
            LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
            LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
            LoadModule proxy_wstunnel_module /usr/lib/apache2/modules/mod_proxy_wstunnel.so
            # It does not run as root, though it may be started so.
            User nobody
            Group nogroup
            StartServers 1
            ServerLimit 1
            ThreadsPerChild {workers}
            MaxRequestWorkers {workers}
            Timeout {timeout}
            ProxyTimeout {timeout}
            ProxyPreserveHost On
            ProxyPass / http://127.0.0.1:{backend}/ {parameters}
            """;

    private static final String UPGRADE = "upgrade=websocket";
    private static final int WORKERS = 25;

    private Httpd() {}

    /** Passes WebSocket on, and ends it when it was silent for an hour. */
    public static RunningHop right(Path folder, int backend) {
        return start(folder, backend, UPGRADE, ONE_HOUR_IN_SECONDS, WORKERS);
    }

    /** Has a {@code ProxyPass} and nothing else for WebSocket. */
    public static RunningHop withoutUpgrade(Path folder, int backend) {
        return start(folder, backend, "", ONE_HOUR_IN_SECONDS, WORKERS);
    }

    /** Ends a connection that was silent for so long; and answers 502 when the server does not answer for so long. */
    public static RunningHop withTimeout(Path folder, int backend, Duration timeout) {
        // Of its own and of the proxy's, the longer one counts for WebSocket.
        return start(folder, backend, UPGRADE, timeout.toSeconds(), WORKERS);
    }

    /** Carries so many WebSockets; over that TCP connects and nothing is answered. */
    public static RunningHop withWorkers(Path folder, int backend, int workers) {
        return start(folder, backend, UPGRADE, ONE_HOUR_IN_SECONDS, workers);
    }

    private static RunningHop start(Path folder, int backend, String parameters, long timeoutSeconds, int workers) {
        Installed.orSkip("apache2-bin", PROGRAM);
        return RunningHop.start(
                folder,
                CONFIGURATION
                        .replace("{backend}", Integer.toString(backend))
                        .replace("{parameters}", parameters)
                        .replace("{timeout}", Long.toString(timeoutSeconds))
                        .replace("{workers}", Integer.toString(workers)),
                builder -> builder.command(
                        PROGRAM.toString(),
                        "-f",
                        builder.directory().toPath().resolve("configuration").toString(),
                        "-DFOREGROUND"),
                // Asked to end it would wait ten seconds for a connection that is still open.
                ParleyProcess::kill);
    }
}
