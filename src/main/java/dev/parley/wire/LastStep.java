package dev.parley.wire;

import io.netty.channel.Channel;
import java.util.List;

/** What is done at the end of the way, when TCP and TLS stand: how a connection is to be used. */
sealed interface LastStep permits WebSocketStep, HttpStep {
    /** Returns what is offered in TLS (ALPN), the best first. */
    List<String> protocols();

    /** Returns bytes that go out first of all, before TLS; empty for none. */
    default byte[] preamble() {
        return new byte[0];
    }

    /** Returns the same step at the end of another way, which a redirect leads to. */
    LastStep to(WireSettings next);

    /**
     * Begins; ends by {@link Way#arrive} or {@link Way#fail}.
     *
     * @param way is told how it goes
     * @param channel the connection
     */
    void begin(Way way, Channel channel);
}
