package dev.parley.check;

import dev.parley.check.knowledge.Facts;
import dev.parley.conformance.cases.Cases;
import dev.parley.core.Durations;
import dev.parley.core.Figures;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The checks, in reading order: a row each, which says all that others have to know of it.
 *
 * <p>To add one, write its {@link Examination} and add a row; what the plan announces, in which order they are done and what the
 * reports call it follows from that.
 */
public enum Check {
    REACH("reach", "Reach", Turn.FIRST, Cost.of(5), (facts, clock) -> new ReachCheck(clock)),
    HANDSHAKE("handshake", "Handshake", Turn.FIRST, Cost.of(9), (facts, clock) -> new HandshakeCheck(facts)),
    CHANGES("changes", "What the path changed", Turn.SHORT, Cost.of(1), (facts, clock) -> new ChangesCheck(facts)),
    MESSAGES("messages", "Messages", Turn.SHORT, Cost.of(10), (facts, clock) -> new MessagesCheck()),
    CLOSE("close", "Ping and close", Turn.SHORT, Cost.of(10), (facts, clock) -> new CloseCheck()),
    COMPRESSION("compression", "Compression", Turn.SHORT, Cost.of(4), (facts, clock) -> new CompressionCheck()),
    PUSHES("pushes", "Pushes and buffering", Turn.SHORT, Cost.of(1), (facts, clock) -> new PushesCheck()),
    SIZES(
            "sizes",
            "Sizes",
            Turn.LONG,
            Cost.of(60).words(limits -> "messages up to " + Figures.bytes(limits.messageBytes())),
            (facts, clock) -> new SizesCheck(facts)),
    IDLE(
            "idle",
            "Idle",
            Turn.WAITING,
            Cost.of(IdleWatch.MOST_CONNECTIONS)
                    .atOnce(limits -> IdleWatch.MOST_CONNECTIONS)
                    .waiting(Limits::idle)
                    .words(Check::watching),
            (facts, clock) -> new IdleCheck(facts)),
    CONNECTIONS(
            "connections",
            "Connections",
            Turn.CROWDED,
            Cost.of(limits -> limits.connections() + 11).atOnce(Limits::connections),
            (facts, clock) -> new ConnectionsCheck(facts)),
    LONG_CALLS(
            "long-calls",
            "Long calls",
            Turn.WAITING,
            Cost.of(1).waiting(Limits::idle).words(Check::watching),
            (facts, clock) -> new LongCallsCheck()),
    PROTOCOL(
            "protocol",
            "Protocol",
            Turn.LONG,
            Cost.of(limits -> limits.intensive() ? Cases.BASIC.size() : 0)
                    .atOnce(limits -> limits.intensive() ? ProtocolCheck.connections(limits) : 0),
            (facts, clock) -> new ProtocolCheck());

    private final String id;
    private final String title;
    private final Turn turn;
    private final Cost cost;
    private final BiFunction<Facts, Clock, Examination> examination;

    Check(String id, String title, Turn turn, Cost cost, BiFunction<Facts, Clock, Examination> examination) {
        this.id = id;
        this.title = title;
        this.turn = turn;
        this.cost = cost;
        this.examination = examination;
    }

    /** Returns what it is called on the command line and in machine-readable reports. */
    public String id() {
        return id;
    }

    /** Returns what it is called in reports for people. */
    public String title() {
        return title;
    }

    /** Returns when it is done. */
    Turn turn() {
        return turn;
    }

    /** Returns what it does to a server. */
    Cost cost() {
        return cost;
    }

    /** Returns what does it, once. */
    Examination examination(Facts facts, Clock clock) {
        return examination.apply(facts, clock);
    }

    /**
     * Reads a list of ids with commas: {@code idle,sizes}.
     *
     * @throws IllegalArgumentException with a sentence for the user, if there is no check of such a name
     */
    public static Set<Check> parse(String list) {
        Set<Check> checks = EnumSet.noneOf(Check.class);
        for (String id : list.split(",", -1)) {
            checks.add(Arrays.stream(values())
                    .filter(check -> check.id.equals(id.strip()))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("there is no check '" + id.strip() + "': give some of "
                                    + Arrays.stream(values()).map(Check::id).collect(Collectors.joining(",")))));
        }
        return checks;
    }

    private static String watching(Limits limits) {
        return "idle connections watched for " + Durations.format(limits.idle())
                + " beside some with a message or ping a second";
    }
}
