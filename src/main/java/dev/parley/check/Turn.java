package dev.parley.check;

/** When a check is done; those of one turn follow each other in reading order. */
enum Turn {
    /** Before all others, and without a connection, too: why there is none is what there is to tell then. */
    FIRST,
    /** As soon as there is a connection, because they are soon over. */
    SHORT,
    /** Side by side: they wait for long, and do little. */
    WAITING,
    /** When nothing else is open, because all the connections there may be are opened at once. */
    CROWDED,
    /** At the end, because on a slow path they take the longest. */
    LONG;

    /** Tells whether there has to be a WebSocket connection. */
    boolean needsConnection() {
        return this != FIRST;
    }
}
