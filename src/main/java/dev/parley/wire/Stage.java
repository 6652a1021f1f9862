package dev.parley.wire;

/** The stages on the way to a connection, in their order. */
public enum Stage {
    DNS("DNS"),
    TCP("TCP"),
    PROXY("proxy"),
    TLS("TLS"),
    HANDSHAKE("handshake");

    private final String words;

    Stage(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
