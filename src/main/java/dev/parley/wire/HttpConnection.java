package dev.parley.wire;

/**
 * An open HTTP connection, on which one request after another is sent.
 *
 * <p>All methods may be called from any thread and return at once. A request may go out when the reply to the one before has
 * come; its own is told as an {@code HttpReply}, or the connection's end as {@code Ended}: then whoever sent it knows that it
 * was not answered, and not whether it arrived.
 */
public interface HttpConnection {
    /** The versions that are spoken. */
    enum Version {
        HTTP_1_1("HTTP/1.1"),
        HTTP_2("HTTP/2");

        private final String words;

        Version(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Sends a GET; false if the connection has ended.
     *
     * @param target the path and the query, if there is one
     * @throws IllegalStateException on the event loop if the reply to the last one has not come
     */
    boolean get(String target);

    /** Ends the TCP connection at once. */
    void cut();
}
