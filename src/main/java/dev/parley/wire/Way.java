package dev.parley.wire;

import io.netty.channel.ChannelHandler;

/** The way to a connection as its {@link LastStep} sees it; on the event loop. */
interface Way {
    /** Takes note that a step begins, and what it is about. */
    void begin(Stage kind, String about);

    /** Tells that the step which was begun last is done, when, and what came of it. */
    void done(long nanos, String detail);

    /** Ends the way well: from here on whoever opened the connection sees to it. */
    void arrive();

    /** Ends the way, unless it has ended. */
    void fail(Ended.How how, Cause cause);

    /** Ends the way, to go another one with the same kind of last step. */
    void turnTo(WireSettings next);

    /** Tells whether it has ended in either way. */
    boolean isOver();

    /** Returns what was agreed on in TLS (ALPN), or null. */
    String agreed();

    /** Adds a handler that sees what comes before the way does. */
    void addHandler(ChannelHandler handler);
}
