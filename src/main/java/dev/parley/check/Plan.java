package dev.parley.check;

import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be done.
 *
 * @param settings how to reach what is checked
 * @param baseline how to reach the same server without the hop in question, or null
 * @param checks which, in any order
 * @param limits what may be done
 */
public record Plan(WireSettings settings, WireSettings baseline, Set<Check> checks, Limits limits) {
    /** What it takes to find out who is there. */
    private static final int SURVEY_CONNECTIONS = 6;

    /** Returns how many connections are open at once, at the most. */
    private int connections() {
        return checks.stream()
                .mapToInt(check -> check.cost().atOnce().applyAsInt(limits))
                .reduce(Cost.FEW, Math::max);
    }

    /** Returns how many connections are opened one after another and at once, at the most on a path that works. */
    private int inAll() {
        int all = checks.stream()
                .mapToInt(check -> check.cost().connections().applyAsInt(limits))
                .sum();
        return (SURVEY_CONNECTIONS + all) * sides();
    }

    /** Returns how long it takes on a path where answers come soon. */
    private long seconds() {
        long waiting = checks.stream()
                .map(check -> check.cost().waiting().apply(limits))
                .mapToLong(Duration::toSeconds)
                .max()
                .orElse(0);
        return (waiting + (checks.size() + 1) / 2) * sides();
    }

    private int sides() {
        return baseline == null ? 1 : 2;
    }

    /** Says in one sentence what will be done at the most, before it begins. */
    public String bounds() {
        String more = EnumSet.copyOf(checks).stream()
                .map(check -> check.cost().words().apply(limits))
                .filter(Objects::nonNull)
                .distinct()
                .map(clause -> ", " + clause)
                .collect(Collectors.joining());
        return checks.size() + (checks.size() == 1 ? " check" : " checks")
                + ", up to " + connections() + " connections at once and about " + inAll() + " in all" + more
                + "; about " + seconds() + " s"
                + (limits.intensive()
                        ? ""
                        : "; no more than a few browsers would do, because it is another machine (--intensive does more)");
    }
}
