package dev.parley.check.knowledge;

/**
 * A product that was seen on the path.
 *
 * @param product its name, in one spelling everywhere: {@code nginx}, {@code Apache httpd}, {@code HAProxy}, {@code Squid},
 *     {@code Tomcat} …
 * @param evidence how it gave itself away, as a clause: {@code an answer says 'Server: nginx/1.22.1'}
 * @param place where it stands
 */
public record Hop(String product, String evidence, Place place) {
    /** The places on a path, from the client on. */
    public enum Place {
        /** A proxy that the client was told to use. */
        PROXY,
        /** Somewhere before the WebSocket server. */
        BETWEEN,
        /** The WebSocket server itself. */
        SERVER,
        /** The server that a Parley at the far end runs in. */
        CONTAINER
    }

    /** Makes one that stands before the server. */
    public static Hop between(String product, String evidence) {
        return new Hop(product, evidence, Place.BETWEEN);
    }

    /** Makes one that is the server itself. */
    public static Hop server(String product, String evidence) {
        return new Hop(product, evidence, Place.SERVER);
    }

    /** Tells whether it is the WebSocket server itself, and no hop before it. */
    public boolean isServer() {
        return place == Place.SERVER || place == Place.CONTAINER;
    }

    /** Tells whether it is what a Parley runs in. */
    public boolean isContainer() {
        return place == Place.CONTAINER;
    }
}
