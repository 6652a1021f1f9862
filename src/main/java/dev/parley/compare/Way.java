package dev.parley.compare;

/** The ways in which the same exchange is done, in the order of a report. */
public enum Way {
    /** HTTP/1.1 with a new connection for each request. */
    NEW_CONNECTION("HTTP/1.1", "new each time"),
    /** HTTP/1.1 on connections that are kept. */
    KEPT_ALIVE("HTTP/1.1", "kept alive"),
    /** HTTP/2 on connections that are kept. */
    HTTP_2("HTTP/2", "kept open"),
    WEB_SOCKET("WebSocket", "kept open");

    private final String protocol;
    private final String connections;

    Way(String protocol, String connections) {
        this.protocol = protocol;
        this.connections = connections;
    }

    public String protocol() {
        return protocol;
    }

    /** Returns in a few words what becomes of a connection. */
    public String connections() {
        return connections;
    }

    /** Tells whether it is WebSocket, or else a version of HTTP. */
    public boolean isWebSocket() {
        return this == WEB_SOCKET;
    }

    @Override
    public String toString() {
        return protocol + ", " + connections;
    }
}
