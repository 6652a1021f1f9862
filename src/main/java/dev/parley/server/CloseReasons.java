package dev.parley.server;

import dev.parley.core.CloseCode;
import dev.parley.core.Durations;
import dev.parley.core.ServerSettings;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Duration;

/** Every reason with which this server closes a connection; fixed texts, at most 123 bytes (RFC 6455 section 5.5). */
final class CloseReasons {
    static final CloseReason STOPPING = of(CloseCode.GOING_AWAY, "server is stopping");
    static final CloseReason INTERNAL_ERROR = of(CloseCode.INTERNAL_ERROR, "internal error");
    static final CloseReason TOO_MUCH_UNREAD = of(CloseCode.POLICY_VIOLATION, "too many replies are not read");

    private CloseReasons() {}

    static CloseReason full(ServerSettings settings) {
        return of(CloseCode.TRY_AGAIN_LATER, Refusals.full(settings));
    }

    static CloseReason tooBig(ServerSettings settings) {
        return of(CloseCode.TOO_BIG, "message longer than " + settings.maxMessageBytes() + " bytes");
    }

    static CloseReason notReading(ServerSettings settings) {
        return of(
                CloseCode.POLICY_VIOLATION,
                "messages were not read within " + Durations.format(settings.sendTimeout()));
    }

    static CloseReason idle(ServerSettings settings) {
        return of(CloseCode.GOING_AWAY, "no frame within " + Durations.format(settings.idleTimeout()));
    }

    static CloseReason noPong(Duration patience) {
        return of(CloseCode.POLICY_VIOLATION, "no pong within " + Durations.format(patience));
    }

    static CloseReason of(int code, String reason) {
        return new CloseReason(CloseCodes.getCloseCode(code), reason);
    }
}
