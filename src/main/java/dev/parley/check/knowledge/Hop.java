package dev.parley.check.knowledge;

/**
 * Is somebody who was seen on the path.
 *
 * @param product who, in one spelling everywhere: {@code nginx}, {@code Apache httpd}, {@code HAProxy}, {@code Squid},
 *     {@code Tomcat} …
 * @param evidence by what it was seen, as a clause: {@code the answer says 'Server: nginx/1.22.1'}
 * @param server whether it is the WebSocket server itself, and no hop before it
 */
public record Hop(String product, String evidence, boolean server) {
    /** Tells whether it is what a Parley runs in. */
    public boolean isContainer() {
        return evidence.startsWith("Parley runs in");
    }
}
