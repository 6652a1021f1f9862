package dev.parley.server;

import dev.parley.core.ServerSettings;

/** The reasons why a handshake is refused, and what is said then; nothing of what was asked is in it. */
public final class Refusals {
    /** Each reason, as metrics call it. */
    enum Reason {
        FULL,
        HANDSHAKE,
        ORIGIN,
        PATH,
        STOPPING
    }

    public static final String STOPPING = "server is stopping";
    static final String METHOD = "a WebSocket handshake is a GET of HTTP/1.1 or higher";
    static final String CONNECTION =
            "the Connection header must say Upgrade; a proxy on the way has to pass it on, or set it";
    static final String VERSION = "the Sec-WebSocket-Version header must say 13";
    static final String KEY = "the Sec-WebSocket-Key header must be 16 bytes in Base64";
    static final String EARLY = "frames may follow the answer to the handshake, not come with it";
    static final String ORIGIN = "pages of this origin may not connect (allowed-origins)";

    private Refusals() {}

    public static String full(ServerSettings settings) {
        return "full: all " + settings.maxConnections() + " connections are taken (max-connections), try again later";
    }
}
