package dev.parley.check;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Names the checks, in reading order. */
public enum Check {
    REACH("reach", "Reach"),
    HANDSHAKE("handshake", "Handshake"),
    CHANGES("changes", "What the path changed"),
    MESSAGES("messages", "Messages"),
    CLOSE("close", "Ping and close"),
    COMPRESSION("compression", "Compression"),
    PUSHES("pushes", "Pushes and buffering"),
    SIZES("sizes", "Sizes"),
    IDLE("idle", "Idle"),
    CONNECTIONS("connections", "Connections"),
    LONG_CALLS("long-calls", "Long calls"),
    PROTOCOL("protocol", "Protocol");

    private final String id;
    private final String title;

    Check(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Returns what it is called on the command line and in machine-readable reports. */
    public String id() {
        return id;
    }

    /** Returns what it is called in reports for people. */
    public String title() {
        return title;
    }

    /**
     * Reads a list of ids with commas: {@code idle,sizes}.
     *
     * @throws IllegalArgumentException with a sentence for the user, if one is none
     */
    public static Set<Check> parse(String list) {
        Set<Check> checks = EnumSet.noneOf(Check.class);
        for (String id : list.split(",", -1)) {
            checks.add(Arrays.stream(values())
                    .filter(check -> check.id.equals(id.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + id + "' is no check: give some of "
                            + Arrays.stream(values()).map(Check::id).collect(Collectors.joining(",")))));
        }
        return checks;
    }
}
