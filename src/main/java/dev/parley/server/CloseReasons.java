package dev.parley.server;

import dev.parley.core.CloseCode;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;

/** Lists every reason with which this server closes a connection; fixed texts, at most 123 bytes (RFC 6455 section 5.5). */
final class CloseReasons {
    static final CloseReason STOPPING = of(CloseCode.GOING_AWAY, "server is stopping");
    static final CloseReason INTERNAL_ERROR = of(CloseCode.INTERNAL_ERROR, "internal error");
    static final CloseReason TOO_BIG =
            of(CloseCode.TOO_BIG, "message longer than " + Connection.MAX_MESSAGE_BYTES + " bytes");

    private CloseReasons() {}

    static CloseReason of(int code, String reason) {
        return new CloseReason(CloseCodes.getCloseCode(code), reason);
    }
}
