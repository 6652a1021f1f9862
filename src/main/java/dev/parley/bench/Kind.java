package dev.parley.bench;

/** A kind of problem, under which problems are counted. */
sealed interface Kind {
    /** Returns the words for it in reports and logs. */
    String words();

    /** Tells whether the server answered, and the answer was not the one to a WebSocket handshake. */
    default boolean isRefusal() {
        return false;
    }

    /** A problem that needs no number. */
    enum Plain implements Kind {
        // Before a connection is open.
        TIMEOUT("timeout"),
        DNS("DNS"),
        TCP("TCP"),
        PROXY("proxy"),
        TLS("TLS"),
        REFUSED("refused"),
        NO_FREE_PORT("no free port"),
        OPEN_FILES("open files"),
        HANDSHAKE("handshake"),
        // Of a connection.
        FIN("ended without a close frame"),
        RESET("reset"),
        NO_CLOSE_ANSWER("no answer to a close frame"),
        PROTOCOL_ERROR("protocol error"),
        FAULT("fault in parley"),
        // Of a message.
        NOT_SENT("not sent"),
        NO_REPLY("no reply"),
        WRONG_REPLY("wrong reply"),
        OUT_OF_ORDER("out of order"),
        UNASKED("unasked");

        private final String words;

        Plain(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        @Override
        public boolean isRefusal() {
            return this == HANDSHAKE;
        }
    }

    /** A handshake that was answered with another status than 101. */
    record Status(int status) implements Kind {
        @Override
        public String words() {
            return "handshake " + status;
        }

        @Override
        public boolean isRefusal() {
            return true;
        }
    }

    /** A close frame from the server, when nobody wanted one. */
    record Closed(int code) implements Kind {
        @Override
        public String words() {
            return "close " + code;
        }
    }
}
