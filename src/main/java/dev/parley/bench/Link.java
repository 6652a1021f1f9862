package dev.parley.bench;

import dev.parley.wire.Wire;

/** How a connection stands: still to come, open, lost, or never to be; used by its event loop only. */
final class Link {
    // Null unless it is open.
    private Wire wire;
    private boolean opened;
    private boolean ended;

    void connecting() {
        opened = false;
        ended = false;
    }

    void opened(Wire open) {
        wire = open;
        opened = true;
    }

    void ended() {
        wire = null;
        ended = true;
    }

    /** Returns the connection; only while it is open. */
    Wire wire() {
        return wire;
    }

    boolean isOpen() {
        return wire != null;
    }

    /** Tells whether it is open or was. */
    boolean wasOpened() {
        return opened;
    }

    /** Tells whether it is over, or never came about and never will. */
    boolean hasEnded() {
        return ended;
    }
}
