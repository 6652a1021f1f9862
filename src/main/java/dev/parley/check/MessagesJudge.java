package dev.parley.check;

import dev.parley.check.MessagesSeen.Exchange;
import dev.parley.check.MessagesSeen.Payload;
import dev.parley.check.MessagesSeen.RoundTrips;
import dev.parley.protocol.Rule;
import dev.parley.wire.Cause.ProtocolViolation;
import dev.parley.wire.Ended;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The judge of what became of messages; pure. */
final class MessagesJudge {
    /** From there on people notice. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private MessagesJudge() {}

    /**
     * Judges an endpoint that ends the connection when a message comes.
     *
     * @param manner null if there was no connection to send one on
     * @param end how it ended; null if there was no connection at all
     */
    static Judgement thrownOut(Survey.Manners manner, Ended end) {
        String how = end == null ? "no connection" : Ends.words(end);
        if (manner == null) {
            return Judgement.skipped("a second connection was refused: " + how);
        }
        Findings findings = new Findings();
        if (manner == Survey.Manners.BREAKS) {
            return findings.add(broken("text", "ended by " + how, end)).result("");
        }
        if (end == null || end.received() != null) {
            return Judgement.skipped("the endpoint ends the connection when a message comes that it does not know ("
                    + how + "); give the URL of one that echoes");
        }
        return findings.add(Finding.of(
                                Verdict.WARNING,
                                "the connection ends when a message comes that the endpoint does not know: " + how,
                                "An endpoint that does not like a message should say so with a close frame; without one, the server may"
                                        + " have crashed, or a hop may have ended it.",
                                "Look at the server's log; or give the URL of an endpoint that echoes.")
                        .facts("cc-1006"))
                .result("");
    }

    /** Judges an endpoint that takes messages and sends none of them back. */
    static Judgement taken(Survey.Manners manner) {
        return new Findings()
                .figure("echoes", false)
                .result((manner == Survey.Manners.ANSWERS
                                ? "a text is answered, but with something other than what was sent"
                                : "a text is taken, and not answered")
                        + ": the content cannot be compared; an endpoint that echoes can tell more");
    }

    /** Judges an endpoint that sends messages back. */
    static Judgement echoed(MessagesSeen seen) {
        if (seen.exchanges().isEmpty()) {
            return Judgement.skipped(
                    "connections are refused (" + Ends.words(seen.refused()) + "): see the check 'connections'");
        }
        Findings findings = new Findings();
        List<String> right = seen.exchanges().stream()
                .filter(MessagesJudge::isRight)
                .map(Exchange::what)
                .toList();
        for (Exchange exchange : seen.exchanges()) {
            if (!isRight(exchange)) {
                Ended end = exchange.back() == null ? exchange.end() : null;
                findings.add(broken(exchange.what(), wrong(exchange, seen.patience()), end));
            }
        }
        if (seen.refused() != null) {
            findings.detail("not all were tried: connections are refused (" + Ends.words(seen.refused()) + ")");
        }
        findings.figure("right", right);
        String trip = seen.trips() == null ? "" : roundTrip(seen.trips(), findings);
        if (!right.isEmpty()) {
            findings.detail("unchanged: " + String.join(", ", right));
        }
        return findings.result((right.size() == 1
                        ? "one kind of message comes back as it was"
                        : right.size() + " kinds of messages come back as they were")
                + trip);
    }

    private static boolean isRight(Exchange exchange) {
        return exchange.back() != null
                && exchange.back().text() == exchange.sent().text()
                && Arrays.equals(exchange.back().bytes(), exchange.sent().bytes());
    }

    private static String wrong(Exchange exchange, Duration patience) {
        Payload back = exchange.back();
        if (back == null) {
            return exchange.end() == null
                    ? "no answer within " + Times.words(patience.toNanos())
                    : "ended by " + Ends.words(exchange.end());
        }
        if (back.text() != exchange.sent().text()) {
            return "came back as " + (back.text() ? "text" : "binary");
        }
        return back.bytes().length + " bytes came back for " + exchange.sent().bytes().length
                + ", different from byte "
                + Arrays.mismatch(back.bytes(), exchange.sent().bytes()) + " on";
    }

    private static Finding broken(String what, String how, Ended end) {
        boolean reserved = isReservedBit(end);
        Finding finding = Finding.of(
                Verdict.FAILED,
                what + ": " + how,
                reserved
                        ? "The server, or a hop that rewrites messages, sends compressed frames though that was not agreed on, or"
                                + " garbled ones."
                        : "Messages do not come through as they are sent. A hop that only passes bytes on cannot do that: it is the"
                                + " server, or something that takes frames apart (a gateway, a firewall that inspects).",
                "Compare with a direct connection (--baseline), and look at the server's log.");
        return reserved ? finding.facts("hs-deflate-rsv") : finding;
    }

    private static boolean isReservedBit(Ended end) {
        return end != null
                && end.cause() instanceof ProtocolViolation broken
                && broken.violation().rule() == Rule.RESERVED_BITS;
    }

    private static String roundTrip(RoundTrips trips, Findings findings) {
        if (trips.lost()) {
            findings.add(Finding.of(
                    Verdict.WARNING,
                    "message " + (trips.nanos().size() + 1) + " of one connection is not answered"
                            + (trips.end() == null ? "" : ": " + Ends.words(trips.end())),
                    trips.nanos().isEmpty()
                            ? "One like it was, on another connection: the server, or a hop, does not treat all alike."
                            : "The ones before it were: the server, or a hop, gives up after some messages.",
                    "Look at limits on messages of a connection, and at the server's log."));
            return "";
        }
        long median = Times.median(trips.nanos());
        findings.figure("round_trip_ms", Times.millis(median));
        if (median > SLOW.toNanos()) {
            findings.add(Finding.of(
                    Verdict.WARNING,
                    "a round trip takes " + Times.words(median) + ", the median of "
                            + trips.nanos().size(),
                    "Nothing on a network takes that long: the server answers late, or a hop holds messages back.",
                    "See whether pongs are quicker (check 'close'): then it is the application that is slow."));
        }
        return "; round trip " + Times.words(median) + ", the median of "
                + trips.nanos().size();
    }
}
