package dev.parley.wire;

import dev.parley.wire.Cause.NoLocalSocket;
import dev.parley.wire.Cause.NoLocalSocket.Lack;
import dev.parley.wire.Cause.Peer;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.regex.Pattern;

/** Makes a cause of how the system says that TCP failed: its words are read here, and nowhere else. */
final class TcpFailure {
    private static final Pattern REFUSED = Pattern.compile("refused");
    private static final Pattern NO_ROUTE =
            Pattern.compile("(?i)(network|host) is unreachable|no route to host|not supported by protocol");
    private static final Pattern OPEN_FILES = Pattern.compile("Too many open files");
    private static final Pattern LOCAL_PORTS = Pattern.compile("annot assign requested address|already in use");

    private TcpFailure() {}

    static Cause cause(Peer peer, Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof ConnectException && REFUSED.matcher(message).find()) {
            return new Cause.ConnectionRefused(peer);
        }
        if (OPEN_FILES.matcher(message).find()) {
            return new NoLocalSocket(Lack.OPEN_FILES, peer, message);
        }
        if (LOCAL_PORTS.matcher(message).find()) {
            return new NoLocalSocket(Lack.LOCAL_PORTS, peer, message);
        }
        return thrown instanceof NoRouteToHostException
                        || NO_ROUTE.matcher(message).find()
                ? new Cause.NoRoute(peer, message)
                : new Cause.ConnectFailed(peer, message);
    }

    static Cause noSocket(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return new NoLocalSocket(OPEN_FILES.matcher(message).find() ? Lack.OPEN_FILES : Lack.OTHER, null, message);
    }
}
