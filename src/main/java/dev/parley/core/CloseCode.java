package dev.parley.core;

/** The WebSocket close codes (RFC 6455 section 7.4 and the IANA registry that grew from it). */
public final class CloseCode {
    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    /** Never travels; says that the connection ended without a close frame (RFC 6455 section 7.1.5). */
    public static final int NO_CLOSE_FRAME = 1006;

    public static final int INVALID_PAYLOAD = 1007;
    public static final int POLICY_VIOLATION = 1008;
    public static final int TOO_BIG = 1009;
    public static final int INTERNAL_ERROR = 1011;
    public static final int TRY_AGAIN_LATER = 1013;

    /** What {@link #maySend} allows, in words for a user. */
    public static final String SENDABLE = "1000-1003, 1007-1014 or 3000-4999";

    private CloseCode() {}

    /** Tells whether an endpoint may put this code into a close frame. */
    public static boolean maySend(int code) {
        // 7.4.1: 1004 is reserved; 1005, 1006 and 1015 say what was seen and never travel.
        // 7.4.2: 3000-3999 are registered, 4000-4999 private; 1016-2999 belong to later revisions.
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    /** Writes a close as people do: {@code 1001 (going away): server is stopping}. */
    public static String describe(int code, String reason) {
        return code + " (" + name(code) + ")" + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** Returns a code in the words of the registry, or {@code "unregistered"}. */
    public static String name(int code) {
        return switch (code) {
            case NORMAL -> "normal closure";
            case GOING_AWAY -> "going away";
            case PROTOCOL_ERROR -> "protocol error";
            case 1003 -> "unsupported data";
            case 1005 -> "no status received";
            case NO_CLOSE_FRAME -> "abnormal closure";
            case INVALID_PAYLOAD -> "invalid payload data";
            case POLICY_VIOLATION -> "policy violation";
            case TOO_BIG -> "message too big";
            case 1010 -> "mandatory extension";
            case INTERNAL_ERROR -> "internal error";
            case 1012 -> "service restart";
            case TRY_AGAIN_LATER -> "try again later";
            case 1014 -> "bad gateway";
            case 1015 -> "TLS handshake";
            default -> code >= 4000 && code <= 4999 ? "private use" : "unregistered";
        };
    }
}
