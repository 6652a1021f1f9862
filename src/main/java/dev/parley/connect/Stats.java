package dev.parley.connect;

import java.util.List;

/** Counts a session's messages and keeps the times of its round trips together. */
final class Stats {
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

    void sent(int bytes, long wireBytes) {
        sent++;
        sentBytes += bytes;
        wireBytesOut += wireBytes;
    }

    void received(int bytes, long wireBytes, long roundTripNanos) {
        received++;
        receivedBytes += bytes;
        wireBytesIn += wireBytes;
        if (roundTripNanos >= 0) {
            roundTrips++;
            sumNanos += roundTripNanos;
            leastNanos = Math.min(leastNanos, roundTripNanos);
            mostNanos = Math.max(mostNanos, roundTripNanos);
        }
    }

    long received() {
        return received;
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
