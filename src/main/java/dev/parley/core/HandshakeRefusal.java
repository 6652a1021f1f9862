package dev.parley.core;

/** What an answer to a handshake usually means if it is not 101. */
public final class HandshakeRefusal {
    private HandshakeRefusal() {}

    /** Returns what to look at, as a clause, for an HTTP status. */
    public static String remedy(int status) {
        return switch (status) {
            case 200 ->
                "that is an ordinary page: is the path right, and does a proxy on the way pass on the Upgrade header?";
            case 301, 302, 303, 307, 308 -> "it has moved: follow it with -L, or give the new URL";
            case 400 -> "are the path and its parameters right? A proxy on the way may drop the Upgrade header";
            case 401 -> "it wants credentials";
            case 403 -> "clients of this origin, address or kind may not connect";
            case 404 -> "is the path right?";
            case 405 -> "is that path a WebSocket endpoint?";
            case 407 -> "a proxy on the way wants credentials";
            case 426 -> "does a proxy on the way pass on the Upgrade and Connection headers?";
            case 429 -> "too many attempts: wait a while";
            case 500 -> "the server failed: its log tells more";
            case 502, 504 -> "can the proxy on the way reach the server?";
            case 503 -> "it is full or stopping: try again later";
            default -> "is the path right?";
        };
    }
}
