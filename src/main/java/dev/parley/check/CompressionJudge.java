package dev.parley.check;

import dev.parley.check.CompressionSeen.Exchanges;
import dev.parley.core.Figures;

/** The judge of compression; pure. */
final class CompressionJudge {
    /** Less than this share of the bytes, and it is worth its time on a network. */
    private static final double WORTH_IT = 0.7;

    private CompressionJudge() {}

    static Judgement of(CompressionSeen seen) {
        if (seen.refused() != null) {
            return Judgement.skipped(
                    "a connection was refused (" + Ends.words(seen.refused()) + "): see the check 'connections'");
        }
        Findings findings = new Findings().figure("negotiated", seen.agreed());
        if (seen.agreed() == null) {
            return findings.result("not agreed on: messages travel as they are, which always works");
        }
        findings.detail("agreed: " + seen.agreed());
        if (!seen.echoes()) {
            return findings.result("agreed on; not tried, because the endpoint does not echo");
        }
        if (seen.plain() == null) {
            // Without something to compare with, nothing is known of it.
            return findings.result("agreed on");
        }
        if (!seen.json().isRight() || !seen.letters().isRight()) {
            return findings.add(wrong(seen)).result("");
        }
        return seen.plain().isRight()
                ? worth(seen, findings)
                : findings.result("agreed on and right: messages come through with it, and without it they do not: "
                        + how(seen.plain()));
    }

    private static Finding wrong(CompressionSeen seen) {
        boolean throughWithout = seen.plain().isRight();
        return Finding.of(
                        Verdict.FAILED,
                        "with compression: " + how(seen.json().isRight() ? seen.letters() : seen.json())
                                + "; without it "
                                + (throughWithout ? "messages come through" : how(seen.plain())),
                        throughWithout
                                ? "Compression was agreed on and is not done right by the server or a hop that rewrites messages;"
                                        + " browsers offer it, so it is their users who lose connections."
                                : "Messages do not come through either way: see the check 'messages'.",
                        "Switch it off in the server until it is mended (Tomcat and Spring: let the endpoint accept no extensions; Node"
                                + " ws: perMessageDeflate: false; nginx: proxy_set_header Sec-WebSocket-Extensions \"\").")
                .facts("hs-deflate-rsv", "hs-deflate-small");
    }

    private static String how(Exchanges wrong) {
        if (!wrong.opened()) {
            return "refused: " + Ends.words(wrong.end());
        }
        return wrong.end() == null ? "no answer, or another" : Ends.words(wrong.end());
    }

    private static Judgement worth(CompressionSeen seen, Findings findings) {
        Exchanges with = seen.json();
        Exchanges without = seen.plain();
        double share = (with.meanOut() + with.meanIn()) / (without.meanOut() + without.meanIn());
        long withNanos = Times.median(with.nanos());
        long withoutNanos = Times.median(without.nanos());
        findings.figure("compressed_ratio", Math.round(share * 1000) / 1000.0)
                .figure("compressed_round_trip_ms", Times.millis(withNanos))
                .figure("plain_round_trip_ms", Times.millis(withoutNanos));
        findings.detail("a round trip takes " + Times.words(withNanos) + ", without compression "
                + Times.words(withoutNanos) + " (medians of "
                + without.nanos().size() + ")");
        boolean back = with.meanIn() < without.meanIn();
        boolean both = back && with.meanOut() < without.meanOut();
        return findings.result("agreed on and right: " + Figures.bytes(seen.messageBytes()) + " of JSON travel as "
                + Figures.bytes(with.meanOut()) + " there and " + Figures.bytes(with.meanIn()) + " back"
                + (both
                        ? share < WORTH_IT ? ", worth it on a network" : ", hardly worth it"
                        : back
                                ? "; Parley does not compress what it sends, because the window agreed on is too small for that"
                                : "; the server does not compress what it sends"));
    }
}
