package dev.parley.check;

import dev.parley.check.SizesSeen.Limit;
import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hop;
import dev.parley.check.knowledge.Manner;
import dev.parley.check.knowledge.Suspect;
import dev.parley.check.knowledge.Suspects;
import dev.parley.core.CloseCode;
import dev.parley.wire.Ended;
import java.util.List;

/** The judge of how long messages may be; pure. */
final class SizesJudge {
    /** Shorter limits are met by ordinary applications. */
    private static final int USUAL_BYTES = 64 * 1024;

    private static final int MOST_SUSPECTS = 4;

    private final Facts facts;
    private final Suspects suspects;
    private final List<Hop> hops;

    /**
     * Makes one.
     *
     * @param hops who was seen on the path
     */
    SizesJudge(Facts facts, List<Hop> hops) {
        this.facts = facts;
        this.suspects = new Suspects(facts);
        this.hops = hops;
    }

    Judgement of(SizesSeen seen) {
        Limit up = seen.up();
        if (up.isFound() && up.how().isUnopened()) {
            return refused(up);
        }
        boolean frames = seen.inFrames() != null;
        Findings findings = new Findings()
                .figure("taken_bytes", up.taken())
                .figure("limit_found", up.isFound())
                .figure("limit_is_of_frames", frames);
        StringBuilder summary = new StringBuilder(up(seen, findings));
        if (frames) {
            findings.figure("message_bytes", seen.inFrames().taken());
            findings.detail("in several frames " + size(seen.inFrames().taken())
                    + (seen.inFrames().isFound()
                            ? " and no more: " + seen.inFrames().how().words()
                            : " are taken, the most that was tried"));
        }
        if (seen.down() != null) {
            findings.figure("received_bytes", seen.down().taken());
            summary.append("; from the server ")
                    .append(size(seen.down().taken()))
                    .append(" arrive");
            down(seen.down(), findings);
        }
        return findings.result(summary.toString());
    }

    private static Judgement refused(Limit up) {
        String how = "connections are refused (" + up.how().words() + ")";
        return up.taken() == 0
                ? Judgement.skipped(how + ": see the check 'connections'")
                : new Findings()
                        .detail("taken up to " + size(up.taken()))
                        .result("not finished: " + how + ", see the check 'connections'");
    }

    private String up(SizesSeen seen, Findings findings) {
        Limit up = seen.up();
        if (!up.exact()) {
            return "a message of " + size(up.taken()) + " is taken"
                    + (up.isFound() ? ", and one of " + size(up.refused()) + " is not" : "");
        }
        if (!up.isFound()) {
            return "a message of " + size(up.taken()) + " is taken, the longest that was tried";
        }
        findings.figure("refused_by", up.how().words());
        Limit text = seen.text();
        if (text != null && text.exact() && text.taken() != up.taken()) {
            findings.detail("text: " + size(text.taken())
                    + (text.isFound() ? ", a longer one ends in " + text.how().words() : ""));
        }
        limit(up, seen.inFrames() != null, findings);
        return longest(up, seen.inFrames() != null)
                + (up.how().isSilence() ? "; one of " + size(up.refused()) + " got " : "; a longer one ends in ")
                + up.how().words();
    }

    private static String longest(Limit up, boolean frames) {
        return "the longest " + (frames ? "frame" : "message") + " that is taken has " + size(up.taken());
    }

    private void limit(Limit up, boolean frames, Findings findings) {
        Ended end = up.how().end();
        boolean said = end != null && end.received() != null && end.code() == CloseCode.TOO_BIG;
        boolean small = up.taken() < USUAL_BYTES;
        if (up.how().isSilence() && !small) {
            findings.detail("that may be the speed of the line rather than anybody's limit");
            return;
        }
        List<Suspect> likely = suspects.messageSize(up.taken(), frames, Manner.of(end), hops);
        if (said && !small) {
            likely.stream().filter(Suspect::seen).map(Suspect::clause).forEach(findings::detail);
            return;
        }
        findings.add(new Finding(
                Verdict.WARNING,
                longest(up, frames) + "; a longer one ends in " + up.how().words(),
                said
                        ? "Applications often send longer messages than this; each ends its connection."
                        : "A message that is too long should be answered with close 1009 (RFC 6455 section 7.4.1); without it a client"
                                + " cannot know why it lost the connection.",
                likely.stream().map(Suspect::clause).limit(MOST_SUSPECTS).toList(),
                "Raise the limit where it is set, or send less in one message.",
                facts.configurations("message-size", likely),
                likely.stream()
                        .map(suspect -> suspect.fact().id())
                        .limit(MOST_SUSPECTS)
                        .toList()));
    }

    private static void down(Limit down, Findings findings) {
        if (down.exact()
                && down.isFound()
                && !down.how().isSilence()
                && !isTheServersOwn(down.how().end())) {
            findings.add(Finding.of(
                    Verdict.WARNING,
                    "of messages from the server at most " + size(down.taken()) + " arrive; more end in "
                            + down.how().words(),
                    "The server sends longer ones, so it is a hop that has a limit.",
                    "Find the hop that takes frames apart, and its limit on messages."));
        }
    }

    /** Tells whether a limit is that of the Parley at the far end, which sends no more than it takes. */
    private static boolean isTheServersOwn(Ended end) {
        return end.how() == Ended.How.REFUSED || end.code() == CloseCode.POLICY_VIOLATION;
    }

    private static String size(int bytes) {
        return Lengths.words(bytes);
    }
}
