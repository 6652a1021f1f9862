package dev.parley.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;

/** Writes requests and reads replies in one version of HTTP; on the connection's event loop. */
interface HttpDialect {
    /** Adds what reads replies, at the end. */
    void addTo(ChannelPipeline pipeline);

    /** Sends a GET. */
    void send(Channel channel, String target);

    /** Tells whether the other side was seen to speak it, or need not be asked. */
    boolean isGreeted();
}
