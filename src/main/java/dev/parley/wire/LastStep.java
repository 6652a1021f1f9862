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

    /**
     * Begins; ends by {@link Attempt#arrive} or {@link Attempt#fail}.
     *
     * @param attempt tells of steps and failures
     * @param channel the connection
     */
    void begin(Attempt attempt, Channel channel);
}
