package dev.parley.compare;

import static dev.parley.core.Figures.count;
import static dev.parley.core.Figures.each;
import static dev.parley.core.Figures.seconds;
import static dev.parley.core.Figures.time;
import static dev.parley.core.Figures.times;

import dev.parley.compare.Recording.Idle;
import dev.parley.compare.Recording.Late;
import dev.parley.compare.Recording.Measured;
import dev.parley.compare.Recording.WayOutcome;
import java.util.ArrayList;
import java.util.List;

/** Three sentences on what the figures mean, for somebody who has read no RFC; they claim nothing that was not measured. */
final class Sentences {
    /** What is less than this apart is called the same. */
    private static final double NOTABLE = 1.1;

    /** The share of exchanges that may fail. */
    private static final double MOST_FAILED = 0.01;

    private Sentences() {}

    /** Returns the sentences; fewer if not all was measured. */
    static List<String> of(Recording recording) {
        List<String> sentences = new ArrayList<>();
        WayOutcome fresh = recording.measured(Way.NEW_CONNECTION);
        WayOutcome kept = recording.measured(Way.KEPT_ALIVE);
        WayOutcome webSocket = recording.measured(Way.WEB_SOCKET);
        WayOutcome failing = failing(recording);
        if (failing != null) {
            sentences.add(failed(failing));
        } else if (fresh != null && kept != null) {
            sentences.add(newConnections(recording, fresh, kept));
        }
        if (failing == null && kept != null && webSocket != null) {
            sentences.add(webSocket(recording, kept, webSocket));
        }
        sentences.add(waiting(recording));
        return sentences;
    }

    /** Returns a way of which so much failed that its figures say nothing, or null. */
    private static WayOutcome failing(Recording recording) {
        return recording.ways().stream()
                .filter(way -> way.alone() != null && failedShare(way) > MOST_FAILED)
                .findFirst()
                .orElse(null);
    }

    private static double failedShare(WayOutcome way) {
        long exchanges = way.alone().exchanges() + way.together().exchanges();
        return exchanges == 0
                ? 0
                : (double) (way.alone().failed() + way.together().failed()) / exchanges;
    }

    private static String failed(WayOutcome way) {
        return "Of the exchanges over " + way.way() + ", " + Math.round(Math.max(1, 100 * failedShare(way)))
                + " % failed, so the figures are not compared.";
    }

    private static String newConnections(Recording recording, WayOutcome fresh, WayOutcome kept) {
        long freshNanos = fresh.alone().roundTrips().p50Nanos();
        long keptNanos = kept.alone().roundTrips().p50Nanos();
        boolean secure = recording.base().startsWith("https:");
        return "With a new connection for every request, each waits for the handshake of TCP"
                + (secure ? " and of TLS" : "")
                + " first: a reply took " + time(freshNanos) + ", on a kept connection " + time(keptNanos) + " ("
                + compared(freshNanos, keptNanos) + "), with " + more(bytes(fresh) - bytes(kept))
                + " on the wire, and " + count(fresh.alone().exchanges()) + " requests took "
                + plural(fresh.alone().connections()) + " in place of "
                + count(kept.alone().connections()) + ".";
    }

    private static String webSocket(Recording recording, WayOutcome kept, WayOutcome webSocket) {
        double http = bytes(kept);
        double own = bytes(webSocket);
        String saved = own < http
                ? "saves " + each(http - own) + " of HTTP's " + each(http) + " bytes ("
                        + Math.round(100 * (http - own) / http) + " %)"
                : "costs " + each(own - http) + " bytes more than HTTP's " + each(http);
        return "On a connection that is open, an exchange over WebSocket " + saved + " and took "
                + time(webSocket.alone().roundTrips().p50Nanos()) + " against "
                + time(kept.alone().roundTrips().p50Nanos()) + " over kept HTTP ("
                + compared(
                        webSocket.alone().roundTrips().p50Nanos(),
                        kept.alone().roundTrips().p50Nanos())
                + ")" + http2(recording.measured(Way.HTTP_2)) + ".";
    }

    private static String http2(WayOutcome http2) {
        return http2 == null
                ? ""
                : "; over HTTP/2 it was " + each(bytes(http2)) + " bytes and "
                        + time(http2.alone().roundTrips().p50Nanos());
    }

    private static String waiting(Recording recording) {
        Idle http = recording.idle(Way.KEPT_ALIVE);
        Idle webSocket = recording.idle(Way.WEB_SOCKET);
        if (http == null || webSocket == null) {
            return "What happens to idle connections and to calls that take long was not tried.";
        }
        StringBuilder sentence = new StringBuilder("Left idle, ");
        if (http.end() != null && webSocket.end() == null) {
            sentence.append("the HTTP connection was ended after ")
                    .append(seconds(http.nanos()))
                    .append(" while the WebSocket was still open after ")
                    .append(seconds(webSocket.nanos()));
        } else if (http.end() == null && webSocket.end() == null) {
            sentence.append("both the HTTP connection and the WebSocket were still open after ")
                    .append(seconds(Math.min(http.nanos(), webSocket.nanos())));
        } else {
            sentence.append("the WebSocket was ended after ")
                    .append(seconds(webSocket.nanos()))
                    .append(" and the HTTP connection ")
                    .append(
                            http.end() == null
                                    ? "was still open after " + seconds(http.nanos())
                                    : "after " + seconds(http.nanos()));
        }
        return sentence.append("; ").append(late(recording)).append('.').toString();
    }

    private static String late(Recording recording) {
        Late http = recording.late(Way.KEPT_ALIVE);
        Late webSocket = recording.late(Way.WEB_SOCKET);
        String reply = "a reply that takes " + seconds(recording.idle());
        if (http == null || webSocket == null || http.skipped() && webSocket.skipped()) {
            return reply + " could not be tried";
        }
        if (http.came() && webSocket.came()) {
            return reply + " came both ways, so nothing on this path ends calls of that length";
        }
        if (webSocket.came() && !http.skipped()) {
            return reply + " came over WebSocket, and over HTTP it did not (" + http.outcome() + ", after "
                    + seconds(http.nanos()) + "): calls of that length need WebSocket on this path";
        }
        return reply + (webSocket.skipped() ? " could not be tried over WebSocket" : came("over WebSocket", webSocket))
                + " and "
                + (http.skipped()
                        ? "could not be tried over HTTP"
                        : came("over HTTP", http).strip());
    }

    private static String came(String way, Late late) {
        return late.came() ? " came " + way : " did not come " + way + " (" + late.outcome() + ")";
    }

    private static double bytes(WayOutcome way) {
        return Table.bytesEach(way, Measured::bytesOut) + Table.bytesEach(way, Measured::bytesIn);
    }

    private static String plural(long connections) {
        return count(connections) + (connections == 1 ? " connection" : " connections");
    }

    private static String more(double bytes) {
        return bytes >= 0 ? each(bytes) + " bytes more" : each(-bytes) + " bytes less";
    }

    private static String compared(long nanos, long others) {
        double ratio = (double) nanos / others;
        if (ratio < NOTABLE && ratio > 1 / NOTABLE) {
            return "about the same";
        }
        return ratio > 1 ? times(ratio) + " times as long" : times(1 / ratio) + " times as fast";
    }
}
