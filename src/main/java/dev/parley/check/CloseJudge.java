package dev.parley.check;

import dev.parley.check.CloseSeen.Closing;
import dev.parley.check.CloseSeen.Pings;
import dev.parley.check.CloseSeen.Unanswered;
import dev.parley.wire.Ended;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The judge of how pings and close frames were answered; pure. */
final class CloseJudge {
    private final CloseSeen seen;
    private final Findings findings = new Findings();

    private CloseJudge(CloseSeen seen) {
        this.seen = seen;
    }

    static Judgement of(CloseSeen seen) {
        CloseJudge judge = new CloseJudge(seen);
        String pings = judge.pings(seen.pings());
        String fromHere = judge.fromHere(sorted(seen.fromHere()));
        String fromThere = judge.fromThere(sorted(seen.fromThere()));
        return judge.findings.result(pings + "; close codes " + fromHere + fromThere);
    }

    private static List<Closing> sorted(List<Closing> closings) {
        return closings.stream().sorted(Comparator.comparing(Closing::code)).toList();
    }

    private String pings(Pings pings) {
        if (pings.refused() != null) {
            findings.add(Finding.of(
                    Verdict.FAILED,
                    "a connection to ping on was refused: " + Ends.words(pings.refused()),
                    "The first connection was accepted and this one was not.",
                    "See the check 'connections'."));
            return "no ping";
        }
        Unanswered unanswered = pings.unanswered();
        findings.figure("pong", unanswered == null);
        if (unanswered != null) {
            boolean none = unanswered.otherPongs() == 0;
            findings.add(none ? noPong(unanswered.end(), seen.patience()) : wrongPong(unanswered.bytes()));
            return none ? "no pong" : "wrong pongs";
        }
        long median = Times.median(pings.nanos());
        findings.figure("pong_ms", Times.millis(median));
        return "pongs come in " + Times.words(median) + " with their payload";
    }

    private static Finding wrongPong(int bytes) {
        return Finding.of(
                Verdict.FAILED,
                "a ping of " + bytes + " bytes is answered by a pong with another payload",
                "A pong has to repeat the ping's payload (RFC 6455 section 5.5.3); libraries that look at it take the connection for"
                        + " dead.",
                "Update the server's WebSocket library.");
    }

    private static Finding noPong(Ended end, Duration patience) {
        return Finding.of(
                Verdict.FAILED,
                end == null
                        ? "a ping is not answered within " + Times.words(patience.toNanos())
                        : "a ping ends the connection: " + Ends.words(end),
                "Every endpoint has to answer a ping with a pong (RFC 6455 section 5.5.2). Clients that ping to keep the"
                        + " connection open, or to know whether it lives, will close it.",
                "Update the server's WebSocket library, or keep connections open with messages of the application.");
    }

    /** Judges closing from Parley: the answer shows whether the close frame arrived, and as what. */
    private String fromHere(List<Closing> closings) {
        List<Closing> tried = tried(closings, "close_from_here", 1006);
        List<Closing> lost = only(tried, CloseJudge::isLost);
        List<Closing> wrong =
                only(tried, closing -> isLost(closing) || closing.end().code() != closing.code());
        boolean broken = lost.stream().anyMatch(CloseJudge::isBroken);
        if (wrong.isEmpty()) {
            return tried.isEmpty()
                    ? "not tried"
                    : tried.stream()
                                    .map(closing -> Integer.toString(closing.code()))
                                    .collect(Collectors.joining(", ")) + " from here are answered alike";
        }
        findings.add(Finding.of(
                        broken ? Verdict.FAILED : Verdict.WARNING,
                        "close frames from here: " + joined(wrong, CloseJudge::answer),
                        broken
                                ? "The answer is a close frame that may not be sent; clients fail the connection and report 1006 or 1002."
                                : !lost.isEmpty()
                                        ? "The close frame is not answered by one (RFC 6455 section 5.5.1): a client sees an abnormal closure"
                                                + " (1006) though it closed in order, and may wait for some seconds."
                                        : "The answer should repeat the code (RFC 6455 section 5.5.1), so that it is known to have arrived.",
                        "It is the server's doing, or that of a hop that takes frames apart; one that passes bytes on cannot change"
                                + " it.")
                .facts("cc-1006"));
        return "from here: see below";
    }

    private static boolean isLost(Closing closing) {
        return closing.end() == null || closing.end().how() != Ended.How.CLOSED;
    }

    private static boolean isBroken(Closing closing) {
        return closing.end() != null && closing.end().how() == Ended.How.PROTOCOL_ERROR;
    }

    private static String answer(Closing closing) {
        if (closing.end() == null) {
            return "not answered";
        }
        return isLost(closing)
                ? Ends.words(closing.end())
                : "answered with " + closing.end().received();
    }

    /** Judges closing from the server: what it says has to arrive here. */
    private String fromThere(List<Closing> closings) {
        if (!seen.parley()) {
            findings.detail("closing from the server was not tried: there is no Parley at the far end");
            return "";
        }
        List<Closing> tried = tried(closings, "close_from_there", 0);
        List<Closing> wrong = only(tried, closing -> !hasArrived(closing));
        if (wrong.isEmpty()) {
            return tried.isEmpty() ? "" : ", and from the server arrive with their reasons";
        }
        findings.add(Finding.of(
                        Verdict.FAILED,
                        "close frames of the server: " + joined(wrong, CloseJudge::arrival),
                        "What the server says when it closes does not arrive: clients see an abnormal closure (1006), or another reason,"
                                + " and cannot tell a restart from a fault.",
                        "A hop ends the TCP connection before the frame is through, or takes frames apart: look at its settings on"
                                + " closing.")
                .facts("cc-1006", "istio-1006-chrome"));
        return "; from the server: see below";
    }

    private static boolean hasArrived(Closing closing) {
        return closing.end() != null
                && closing.end().received() != null
                && closing.end().code() == closing.code()
                && closing.end().received().reason().equals(CloseSeen.REASON);
    }

    private static String arrival(Closing closing) {
        if (closing.end() == null) {
            return "did not arrive";
        }
        return closing.end().received() == null
                ? Ends.words(closing.end())
                : "arrives as " + closing.end().received();
    }

    /**
     * Returns those for which there was a connection, and tells of the others.
     *
     * @param none the figure for one that did not end
     */
    private List<Closing> tried(List<Closing> closings, String figure, int none) {
        Map<String, Object> codes = new LinkedHashMap<>();
        for (Closing closing : closings) {
            if (!closing.opened()) {
                findings.detail("close " + closing.code() + " was not tried: its connection was refused ("
                        + Ends.words(closing.end()) + "), see the check 'connections'");
            } else {
                codes.put(
                        Integer.toString(closing.code()),
                        closing.end() == null ? none : closing.end().code());
            }
        }
        findings.figure(figure, codes);
        return only(closings, Closing::opened);
    }

    private static List<Closing> only(List<Closing> closings, Predicate<Closing> these) {
        return closings.stream().filter(these).toList();
    }

    private static String joined(List<Closing> wrong, Function<Closing, String> how) {
        return wrong.stream()
                .map(closing -> closing.code() + " " + how.apply(closing))
                .collect(Collectors.joining(", "));
    }
}
