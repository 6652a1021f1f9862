package dev.parley.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;

/** Writes requests and reads replies in one version of HTTP; on the connection's event loop. */
interface HttpDialect {
    /** The connection as its dialect sees it. */
    interface Replies {
        /** Takes a whole reply; the last one if no other can follow. */
        void replied(int status, byte[] body, boolean last);

        /** Tells whether a reply is being waited for. */
        boolean isWaiting();

        /** Ends the connection, unless it is about to end in another way. */
        void end(Ended.How way, Cause why);
    }

    /** Adds what reads replies, at the end. */
    void addTo(ChannelPipeline pipeline);

    /** Sends a GET. */
    void send(Channel channel, String target);

    /** Tells whether the other side was seen to speak it, or need not be asked. */
    boolean isGreeted();
}
