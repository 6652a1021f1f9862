package dev.parley.check;

import dev.parley.conformance.cases.Cases;
import dev.parley.core.Durations;
import dev.parley.core.Figures;
import dev.parley.wire.WireSettings;
import java.util.Set;

/**
 * Says what is to be done.
 *
 * @param settings how to reach what is checked
 * @param baseline how to reach the same server without the hop in question, or null
 * @param checks which, in any order
 * @param limits what may be done
 */
public record Plan(WireSettings settings, WireSettings baseline, Set<Check> checks, Limits limits) {
    /** Most is looked at on no more than these. */
    private static final int SURVEY_CONNECTIONS = 6;

    /** Returns how many connections are open at once, at the most. */
    private int connections() {
        int most = SURVEY_CONNECTIONS;
        for (Check check : checks) {
            most = Math.max(
                    most,
                    switch (check) {
                        case CONNECTIONS -> limits.connections();
                        case IDLE -> IdleWatch.MOST_CONNECTIONS;
                        case PROTOCOL -> limits.intensive() ? ProtocolCheck.connections(limits) : 0;
                        default -> 1;
                    });
        }
        return most;
    }

    /** Returns how many connections are opened one after another and at once, at the most on a path that works. */
    private int inAll() {
        int all = 6;
        for (Check check : checks) {
            all += switch (check) {
                case REACH -> 5;
                case HANDSHAKE -> 9;
                case MESSAGES, CLOSE -> 10;
                case COMPRESSION -> 4;
                case SIZES -> 60;
                case IDLE -> IdleWatch.MOST_CONNECTIONS;
                case CONNECTIONS -> limits.connections() + 11;
                case PROTOCOL -> limits.intensive() ? Cases.BASIC.size() : 0;
                default -> 1;
            };
        }
        return all * (baseline == null ? 1 : 2);
    }

    /** Returns how long it takes on a path where answers come soon. */
    private long seconds() {
        long waiting = checks.contains(Check.IDLE) || checks.contains(Check.LONG_CALLS)
                ? limits.idle().toSeconds()
                : 0;
        return (waiting + (checks.size() + 1) / 2) * (baseline == null ? 1 : 2);
    }

    /** Says in one sentence what will be done at the most, before it begins. */
    public String bounds() {
        StringBuilder bounds = new StringBuilder();
        bounds.append(checks.size()).append(checks.size() == 1 ? " check" : " checks");
        bounds.append(", up to ")
                .append(connections())
                .append(" connections at once and about ")
                .append(inAll())
                .append(" in all");
        if (checks.contains(Check.SIZES)) {
            bounds.append(", messages up to ").append(Figures.bytes(limits.messageBytes()));
        }
        if (checks.contains(Check.IDLE) || checks.contains(Check.LONG_CALLS)) {
            bounds.append(", idle connections watched for ")
                    .append(Durations.format(limits.idle()))
                    .append(" beside some with a message or ping a second");
        }
        bounds.append("; about ").append(seconds()).append(" s");
        if (!limits.intensive()) {
            bounds.append(
                    "; no more than a few browsers would do, because it is another machine (--intensive does more)");
        }
        return bounds.toString();
    }
}
