package dev.parley.bench;

import dev.parley.core.Durations;
import dev.parley.core.Figures;
import dev.parley.core.Printable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What was measured, for a report.
 *
 * @param url of the endpoint
 * @param load what load it was, in words
 * @param traffic what was sent and expected, in words
 * @param open whether messages were sent on schedule: then there are two kinds of latency
 * @param rate how many messages a second were asked for, or 0
 * @param awaited whether messages have replies
 * @param connections how many were asked for
 * @param threads how many event loops carried them
 * @param started when the measured time began
 */
record About(
        String url,
        String load,
        String traffic,
        boolean open,
        double rate,
        boolean awaited,
        int connections,
        int threads,
        Instant started) {
    private static final int SHOWN_CHARACTERS = 40;

    /** Describes a plan whose traffic is known. */
    static About of(Plan plan, Load load, Traffic traffic, Instant started) {
        boolean idle = load instanceof Load.Idle;
        return new About(
                plan.wire().url().shown(),
                words(load) + words(plan.times()),
                idle ? "nothing is sent" : words(traffic),
                load instanceof Load.Open,
                load instanceof Load.Open open ? open.perSecond() : 0,
                !idle && !(traffic.expected() instanceof Expected.Nothing),
                plan.connections(),
                plan.threads(),
                started);
    }

    /** Describes a log that another tool wrote. */
    static About unknown(String file, Instant started) {
        return new About(file, "a log of latencies, of another tool", "not known", false, 0, true, 0, 0, started);
    }

    private static String words(Load load) {
        if (load instanceof Load.Open open) {
            return Figures.rate(open.perSecond()) + "/s on schedule (open load)"
                    + (open.maxInFlight() == Integer.MAX_VALUE
                            ? ""
                            : ", at most " + open.maxInFlight() + " in flight on each connection");
        }
        if (load instanceof Load.Closed closed) {
            return closed.inFlight() + (closed.inFlight() == 1 ? " message" : " messages")
                    + " in flight on each connection (closed load)";
        }
        return "idle connections";
    }

    private static String words(Plan.Times times) {
        return ", "
                + (times.duration() == null
                        ? Figures.count(times.messages()) + " messages"
                        : Durations.format(times.duration()))
                + (times.rampUp().isZero() ? "" : " after " + Durations.format(times.rampUp()) + " of ramp-up")
                + (times.warmUp().isZero()
                        ? ""
                        : (times.rampUp().isZero() ? " after " : " and ") + Durations.format(times.warmUp())
                                + " of warm-up");
    }

    private static String words(Traffic traffic) {
        String kind =
                switch (traffic.kind()) {
                    case TEXT -> "text";
                    case BINARY -> "binary";
                    case PING -> "pings";
                };
        String what = traffic.messages() instanceof Messages.Numbered numbered
                ? kind + " of " + Figures.bytes(numbered.bytes())
                : kind + " as given ("
                        + Figures.count(
                                ((Messages.Listed) traffic.messages()).list().size()) + ")";
        return what + (traffic.fragments() > 1 ? " in " + traffic.fragments() + " frames" : "") + ", "
                + (traffic.kind() == Traffic.Kind.PING ? "answered by pongs" : words(traffic.expected()));
    }

    private static String words(Expected expected) {
        if (expected instanceof Expected.Echo) {
            return "echoed";
        }
        if (expected instanceof Expected.Same same) {
            return "answered with '" + Printable.cut(new String(same.reply(), StandardCharsets.UTF_8), SHOWN_CHARACTERS)
                    + "'";
        }
        return expected instanceof Expected.Nothing ? "no reply expected" : "answered with any message";
    }
}
