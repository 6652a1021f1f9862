package dev.parley.server;

/** The states of a connection, in their order: it may skip some, and never goes back. */
enum ConnectionState {
    /** Messages are taken, and answered. */
    OPEN,

    /** Nothing more is taken, but the answers that are due still go out. */
    DRAINING,

    /** This side has begun to close, and sends nothing more. */
    CLOSING,

    /** The same, and why it failed has been logged. */
    FAILED,

    /** It is over. */
    ENDED;

    /** Tells whether a connection in this state may go on to another. */
    boolean mayBecome(ConnectionState next) {
        return compareTo(next) < 0;
    }
}
