package dev.parley.compare;

/** A kind of failure of an exchange, under which failures are counted. */
sealed interface FailureKind {
    /** Returns the words for it in reports. */
    String words();

    /** A failure of the connection. */
    enum OfConnection implements FailureKind {
        NO_LOCAL_PORT("no local port"),
        NO_CONNECTION("no connection"),
        REFUSED("refused"),
        NO_REPLY_IN_TIME("no reply in time"),
        PROTOCOL_ERROR("protocol error"),
        ENDED("ended without a reply");

        private final String words;

        OfConnection(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }

    /** A reply over HTTP with another status than 2xx. */
    record Status(int status) implements FailureKind {
        @Override
        public String words() {
            return "HTTP " + status;
        }
    }
}
