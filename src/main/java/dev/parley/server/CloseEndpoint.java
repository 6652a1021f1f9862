package dev.parley.server;

import dev.parley.core.CloseCode;
import dev.parley.core.QueryString;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.charset.StandardCharsets;

/**
 * Closes with the code in the path at the first message, and with the {@code ?reason=} of the query.
 *
 * <p>A code that no endpoint may send (RFC 6455 section 7.4) or a reason over 123 bytes of UTF-8 (section 5.5: a control
 * frame carries at most 125 bytes, the code takes two) is answered at once with 1008 and what is allowed.
 */
@ServerEndpoint("/close/{code}")
public final class CloseEndpoint {
    private static final int MAX_REASON_BYTES = 123;

    private Connection connection;
    private CloseReason asked;

    @OnOpen
    public void opened(Session session, @PathParam("code") String code) {
        connection = Connection.open(session);
        int number = code.matches("\\d{4}") ? Integer.parseInt(code) : 0;
        String reason = reason(session);
        if (!CloseCode.maySend(number)) {
            connection.close(
                    CloseReasons.of(CloseCode.POLICY_VIOLATION, "/close/{code} takes a code of " + CloseCode.SENDABLE));
        } else if (reason == null || reason.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            connection.close(CloseReasons.of(
                    CloseCode.POLICY_VIOLATION,
                    "?reason= takes at most " + MAX_REASON_BYTES + " bytes of percent-encoded UTF-8"));
        } else {
            asked = CloseReasons.of(number, reason);
        }
    }

    @OnMessage
    public void text(String part, boolean last) {
        closeAsAsked();
    }

    @OnMessage
    public void binary(byte[] part, boolean last) {
        closeAsAsked();
    }

    @OnClose
    public void closed(CloseReason reason) {
        connection.closed(reason);
    }

    @OnError
    public void failed(Throwable failure) {
        connection.failed(failure);
    }

    /** Returns the reason asked for, or null if it cannot be decoded. */
    private static String reason(Session session) {
        try {
            return QueryString.parameter(session.getQueryString(), "reason", "");
        } catch (IllegalArgumentException e) {
            // Said to the peer; an exception in @OnOpen would be handled by each container in its own way.
            return null;
        }
    }

    private void closeAsAsked() {
        // Some containers still deliver messages after a close in @OnOpen.
        if (asked != null) {
            connection.close(asked);
        }
    }
}
