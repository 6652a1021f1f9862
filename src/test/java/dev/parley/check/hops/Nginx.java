package dev.parley.check.hops;

import dev.parley.Installed;
import dev.parley.TestCertificates;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Starts nginx in front of a port of loopback, right or with one thing wrong.
 *
 * <p>In front of {@link dev.parley.Ports#NOBODY} it answers 502; in front of a server that never answers, 504 after its read
 * timeout.
 */
public final class Nginx {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

    /** What has {@code {server}}, {@code {connections}}, {@code {listen}} and {@code {http}} in it. */
    private static final String CONFIGURATION = """
            pid nginx.pid;
            error_log stderr;
            worker_processes 1;
            events { worker_connections {connections}; }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                {http}
                server {
                    listen 127.0.0.1:{port}{listen};
                    {server}
                }
            }
            """;

    private static final String PASS = """
            proxy_pass http://127.0.0.1:{backend};
            proxy_set_header Host $http_host;
            """;

    private static final String UPGRADE = """
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection upgrade;
            """;

    private static final String RIGHT = PASS + UPGRADE + """
            proxy_http_version 1.1;
            proxy_read_timeout 1h;
            proxy_send_timeout 1h;
            """;

    private Nginx() {}

    /** Passes WebSocket on, and ends it when it was silent for an hour. */
    public static RunningHop right(Path folder, int backend) {
        return start(folder, backend, "location / {" + RIGHT + "}");
    }

    /** Says that it buffers, which it does not once a connection was upgraded. */
    public static RunningHop buffering(Path folder, int backend) {
        return start(folder, backend, "location / { proxy_buffering on; proxy_buffers 8 64k;" + RIGHT + "}");
    }

    /** Has a {@code proxy_pass} and nothing else for WebSocket, as it comes: it speaks HTTP/1.0 and asks for no upgrade. */
    public static RunningHop withoutUpgradeHeaders(Path folder, int backend) {
        return start(folder, backend, "location / {" + PASS + "}");
    }

    /** Asks for an upgrade in HTTP/1.0, which has none: {@code proxy_http_version} was forgotten. */
    public static RunningHop http10(Path folder, int backend) {
        return start(folder, backend, "location / {" + PASS + UPGRADE + "}");
    }

    /** Ends a connection that was silent for so long; and answers 504 when the server does not answer for so long. */
    public static RunningHop withReadTimeout(Path folder, int backend, Duration timeout) {
        return start(
                folder,
                backend,
                "location / {" + RIGHT.replace("read_timeout 1h", "read_timeout " + timeout.toMillis() + "ms") + "}");
    }

    /**
     * Carries one WebSocket for every two connections that are left after the two that it needs itself. The next is answered
     * with 500 if one is left, and else ended at once.
     */
    public static RunningHop withConnections(Path folder, int backend, int connections) {
        return start(
                folder,
                CONFIGURATION.replace("{connections}", Integer.toString(connections)),
                backend,
                "location / {" + RIGHT + "}");
    }

    /** Carries so many WebSockets of one client; over that the handshake is answered with 503. */
    public static RunningHop limitingConnections(Path folder, int backend, int connections) {
        return start(
                folder,
                CONFIGURATION.replace("{http}", "limit_conn_zone $binary_remote_addr zone=clients:1m;"),
                backend,
                "limit_conn clients " + connections + "; location / {" + RIGHT + "}");
    }

    /** Answers 503 to everything. */
    public static RunningHop unavailable(Path folder) {
        return start(folder, 0, "return 503;");
    }

    /** Wants a slash after the path: {@code /echo} is redirected (301) to {@code /echo/}, which is passed on as {@code /echo}. */
    public static RunningHop redirectingToSlash(Path folder, int backend) {
        return start(folder, backend, "location /echo/ {" + RIGHT.replace("{backend};", "{backend}/echo;") + "}");
    }

    /** Redirects (301) {@code /old} to {@code /echo}, the only path that it passes on. */
    public static RunningHop redirectingToOtherPath(Path folder, int backend) {
        return start(
                folder,
                backend,
                "absolute_redirect off; location = /old { return 301 /echo; } location / { return 404; } location /echo {"
                        + RIGHT + "}");
    }

    /** Redirects (301) everything to the same path of {@code https://localhost}. */
    public static RunningHop redirectingToTls(Path folder, RunningHop tls) {
        return start(folder, 0, "return 301 https://localhost:" + tls.port() + "$request_uri;");
    }

    /** Passes {@code /socket} on and nothing else: 404. */
    public static RunningHop withOtherPath(Path folder, int backend) {
        return start(folder, backend, "location / { return 404; } location /socket {" + RIGHT + "}");
    }

    /** Answers every path with the page of an application that looks at the path itself. */
    public static RunningHop withPageForEverything(Path folder) {
        return start(
                folder,
                0,
                "default_type text/html; return 200 '<!doctype html><title>App</title><div id=\"root\"></div>';");
    }

    /** Speaks TLS with the certificate of that name: {@code localhost}, {@code expired}, {@code selfsigned} … */
    public static RunningHop tls(Path folder, int backend, TestCertificates certificates, String name) {
        return start(
                folder,
                CONFIGURATION.replace("{listen}", " ssl"),
                backend,
                "ssl_certificate " + certificates.file(name + ".pem") + "; ssl_certificate_key "
                        + certificates.file(name + ".key") + "; location / {" + RIGHT + "}");
    }

    /** Keeps the extensions that the client offers from the server, so that nothing is compressed. */
    public static RunningHop droppingExtensions(Path folder, int backend) {
        return start(folder, backend, "location / { proxy_set_header Sec-WebSocket-Extensions '';" + RIGHT + "}");
    }

    /** Keeps the origin of the client from the server. */
    public static RunningHop droppingOrigin(Path folder, int backend) {
        return start(folder, backend, "location / { proxy_set_header Origin '';" + RIGHT + "}");
    }

    /** Tells the server another host than the client asked for, so that the origin of a page there does not fit. */
    public static RunningHop changingHost(Path folder, int backend) {
        return start(folder, backend, "location / {" + RIGHT.replace("$http_host", "backend.internal") + "}");
    }

    /** Wants {@code user:pass} (Basic): 401. */
    public static RunningHop withCredentials(Path folder, int backend) {
        // A file of passwords would have to be readable for another user, whom nginx takes as root.
        return start(folder, backend, """
                location / {
                    if ($http_authorization != 'Basic dXNlcjpwYXNz') {
                        add_header WWW-Authenticate 'Basic realm="parley"' always;
                        return 401;
                    }
                """ + RIGHT + "}");
    }

    /** Knows the host {@code parley.example} only: 421. */
    public static RunningHop forOneHost(Path folder, int backend) {
        return start(folder, backend, "if ($host != 'parley.example') { return 421; } location / {" + RIGHT + "}");
    }

    private static RunningHop start(Path folder, int backend, String server) {
        return start(folder, CONFIGURATION, backend, server);
    }

    private static RunningHop start(Path folder, String configuration, int backend, String server) {
        Installed.orSkip("nginx-light", PROGRAM);
        return RunningHop.start(
                folder,
                configuration
                        .replace("{connections}", "1024")
                        .replace("{listen}", "")
                        .replace("{http}", "")
                        .replace("{server}", server)
                        .replace("{backend}", Integer.toString(backend)),
                // The first lines of its log go to where it was built for, unless it is told here, too.
                builder -> builder.command(
                        PROGRAM.toString(),
                        "-p",
                        builder.directory() + "/",
                        "-c",
                        "configuration",
                        "-e",
                        "stderr",
                        "-g",
                        "daemon off;"));
    }
}
