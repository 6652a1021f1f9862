package dev.parley.check.hops;

import dev.parley.Installed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts Squid, in front of a port of loopback or as a proxy that a client names. */
public final class Squid {
    private static final Path PROGRAM = Path.of("/usr/sbin/squid");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final String CONFIGURATION = """
            http_port 127.0.0.1:{port} {mode}
            pid_filename none
            coredump_dir none
            cache deny all
            memory_cache_shared off
            cache_log /dev/null
            access_log none
            netdb_filename none
            pinger_enable off
            shutdown_lifetime 0 seconds
            """;

    private static final String UPGRADE = "http_upgrade_request_protocols websocket allow all\n";
    private static final String ALL = "http_access allow all\n";

    // Its helper for credentials needs no file, for as root it takes another user, who cannot read ours.
    private static final String CREDENTIALS = """
            auth_param basic program /usr/bin/sed -u s/^user.pass:word$/OK/;t;s/^user.pass%3Aword$/OK/;t;s/.*/ERR/
            auth_param basic children 1 startup=1
            auth_param basic realm parley
            acl known proxy_auth REQUIRED
            http_access allow known
            http_access deny all
            """;

    private Squid() {}

    /** Stands in front of the server and passes WebSocket on. */
    public static RunningHop right(Path folder, int backend) {
        return reverse(folder, backend, UPGRADE);
    }

    /** Stands in front of the server and passes no WebSocket on, as it comes. */
    public static RunningHop withoutUpgrade(Path folder, int backend) {
        return reverse(folder, backend, "");
    }

    /** Stands in front of the server and ends a connection that was silent for so long, give or take a second. */
    public static RunningHop withReadTimeout(Path folder, int backend, Duration timeout) {
        return reverse(folder, backend, UPGRADE + readTimeout(timeout));
    }

    /** Lets anybody through to anywhere: CONNECT, and WebSocket without it. */
    public static RunningHop forward(Path folder) {
        return start(folder, "", UPGRADE + ALL);
    }

    /** Lets anybody through, and ends a connection that was silent for so long, give or take a second. */
    public static RunningHop forwardWithReadTimeout(Path folder, Duration timeout) {
        return start(folder, "", UPGRADE + ALL + readTimeout(timeout));
    }

    /** Lets CONNECT through to the port of HTTPS only, as it comes: 403. */
    public static RunningHop forwardToPort443(Path folder) {
        return start(folder, "", "acl tls port 443\nhttp_access deny CONNECT !tls\n" + UPGRADE + ALL);
    }

    /** Lets nobody through but {@code user} with the password {@code pass:word}: 407. */
    public static RunningHop forwardWithCredentials(Path folder) {
        return start(folder, "", UPGRADE + CREDENTIALS);
    }

    private static RunningHop reverse(Path folder, int backend, String more) {
        return start(
                folder,
                "accel defaultsite=localhost",
                "cache_peer 127.0.0.1 parent " + backend
                        + " 0 no-query no-digest originserver\nnever_direct allow all\n" + ALL + more);
    }

    private static String readTimeout(Duration timeout) {
        return "read_timeout " + timeout.toSeconds() + " seconds\n";
    }

    private static RunningHop start(Path folder, String mode, String more) {
        Installed.orSkip("squid", PROGRAM);
        String service = "parleytest" + ProcessHandle.current().pid() + "n" + COUNT.incrementAndGet();
        return RunningHop.start(
                folder,
                CONFIGURATION.replace("{mode}", mode) + more,
                builder -> builder.command(
                        PROGRAM.toString(),
                        "-N",
                        "-d",
                        "1",
                        "-n",
                        service,
                        "-f",
                        builder.directory().toPath().resolve("configuration").toString()),
                squid -> {
                    // Asked to end it would take two seconds.
                    squid.kill();
                    deleteSharedMemory(service);
                });
    }

    /** Deletes what it leaves, which asked to end it would leave, too: as another user it may not remove what it made as root. */
    private static void deleteSharedMemory(String service) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(Path.of("/dev/shm"), service + "-*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
