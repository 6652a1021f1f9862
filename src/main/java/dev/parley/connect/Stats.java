package dev.parley.connect;

import dev.parley.protocol.Frame;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import java.util.List;

/** What went in and out in a session, and how long the round trips took. */
final class Stats {
    private final RoundTrips pairs = new RoundTrips();
    private long sent;
    private long sentBytes;
    private long received;
    private long receivedBytes;
    private long wireBytesIn;
    private long wireBytesOut;
    private long roundTrips;
    private long sumNanos;
    private long leastNanos = Long.MAX_VALUE;
    private long mostNanos;

    void sent(Outgoing message, FrameEvent frame) {
        pairs.sent(frame.nanos());
        sent++;
        sentBytes += message.payload().length;
        wireBytesOut += frame.wireBytes();
    }

    /** Counts a message, and returns the round trip that it ended, or {@link RoundTrips#UNKNOWN}. */
    long received(MessageEvent message) {
        received++;
        receivedBytes += message.payload().length;
        wireBytesIn += message.wireBytes();
        long roundTripNanos = pairs.received(message.nanos());
        if (roundTripNanos >= 0) {
            roundTrips++;
            sumNanos += roundTripNanos;
            leastNanos = Math.min(leastNanos, roundTripNanos);
            mostNanos = Math.max(mostNanos, roundTripNanos);
        }
        return roundTripNanos;
    }

    /** Takes note of a ping or pong, and returns the round trip that it ended, or {@link RoundTrips#UNKNOWN}. */
    long control(FrameEvent frame) {
        if (frame.sent() && frame.opcode() == Frame.PING) {
            pairs.pinged(frame.payload(), frame.nanos());
        } else if (!frame.sent() && frame.opcode() == Frame.PONG) {
            return pairs.ponged(frame.payload(), frame.nanos());
        }
        return RoundTrips.UNKNOWN;
    }

    /** Takes note that the connection is lost, and with it what was on the way. */
    void lost() {
        pairs.clear();
    }

    List<String> lines() {
        return List.of(
                "sent      " + sent + " messages, " + sentBytes + " bytes, " + wireBytesOut + " on the wire",
                "received  " + received + " messages, " + receivedBytes + " bytes, " + wireBytesIn + " on the wire",
                roundTrips == 0
                        ? "round trip not known yet"
                        : "round trip least " + Words.time(leastNanos) + ", mean " + Words.time(sumNanos / roundTrips)
                                + ", most " + Words.time(mostNanos));
    }
}
