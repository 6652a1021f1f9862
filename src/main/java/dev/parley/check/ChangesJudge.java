package dev.parley.check;

import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hop;
import dev.parley.core.Printable;
import dev.parley.protocol.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rules that say what it matters that a handshake arrived other than it was sent. */
final class ChangesJudge {
    /** Headers whose loss or change breaks something for somebody, and what. */
    private static final Map<String, String> MEANINGS = Map.of(
            "origin",
            "The server cannot tell which page a browser's connection comes from: it has to let in all of them or none.",
            "cookie",
            "The server does not know who connects.",
            "authorization",
            "The server does not know who connects.",
            "sec-websocket-protocol",
            "Client and server cannot agree on a subprotocol; clients that need one end the connection.",
            "sec-websocket-extensions",
            "No compression is agreed on, whatever client and server are capable of.",
            "x-parley-check",
            "An application's own headers do not reach the server.");

    /** Headers that are for one hop only, so that each writes its own. */
    private static final Set<String> HOP_BY_HOP = Set.of("connection", "upgrade");

    private static final int VALUE_CHARACTERS = 100;

    private final Facts facts;

    ChangesJudge(Facts facts) {
        this.facts = facts;
    }

    /**
     * Judges a handshake.
     *
     * @param hops who was seen on the path
     */
    Judgement of(ChangesSeen seen, List<Hop> hops) {
        Findings findings = new Findings();
        List<String> changed = new ArrayList<>();
        seen.sent().forEach((name, value) -> {
            String arrived = seen.received().get(name);
            if (arrived == null) {
                changed.add("dropped " + name);
                findings.detail("dropped: " + shown(name, value));
                altered(name, "drops " + name, findings);
            } else if (!isSame(name, value, arrived)) {
                changed.add("rewrote " + name);
                findings.detail("rewritten: " + shown(name, value) + " became " + shown(name, arrived));
                altered(name, "changes " + name, findings);
            }
        });
        seen.received().forEach((name, value) -> {
            if (!seen.sent().containsKey(name)) {
                changed.add("added " + name);
                findings.detail("added: " + shown(name, value));
            }
        });
        version(seen.httpVersion(), hops, findings);
        agreement(seen, findings);
        findings.detail("the server sees " + Printable.show(seen.remoteAddress()) + " as the client, and "
                + Printable.show(seen.scheme()) + " as the scheme");
        findings.figure("changed", changed)
                .figure("http_version", seen.httpVersion())
                .figure("remote_address", seen.remoteAddress());
        return findings.result(
                changed.isEmpty() ? "nothing: the handshake arrives as it was sent" : String.join(", ", changed));
    }

    private static void altered(String name, String how, Findings findings) {
        String meaning = MEANINGS.get(name);
        if (meaning != null) {
            Finding finding = Finding.of(
                    Verdict.WARNING, "the path " + how, meaning, "Let the hop pass the header on unchanged.");
            findings.add(name.equals("sec-websocket-protocol") ? finding.facts("hs-subproto") : finding);
        }
    }

    private void version(String version, List<Hop> hops, Findings findings) {
        if (version.equals("HTTP/1.0")) {
            findings.add(Finding.of(
                            Verdict.WARNING,
                            "the server receives HTTP/1.0",
                            "An upgrade needs HTTP/1.1 (RFC 6455 section 4.1); this server is lenient, strict ones refuse it.",
                            "Let the hop speak HTTP/1.1 to the server.")
                    .facts("hs-nginx-http10")
                    .configurations(facts.configurationsOf("upgrade", hops)));
        } else if (!version.equals("HTTP/1.1")) {
            findings.detail(
                    "the server receives " + Printable.show(version) + " (WebSocket over it: RFC 8441, RFC 9220)");
        }
    }

    /** Compares what the server agreed to with what came back of that. */
    private static void agreement(ChangesSeen seen, Findings findings) {
        if (seen.compresses() && !seen.agreementArrived()) {
            findings.add(Finding.of(
                            Verdict.FAILED,
                            "the server agreed to compress, and its Sec-WebSocket-Extensions did not arrive here",
                            "The server will send compressed messages, which every client then takes for broken ones.",
                            "Let the hop pass the answer's headers on, or drop the header from the request, too.")
                    .facts("hs-deflate-rsv"));
        }
    }

    private static boolean isSame(String name, String sent, String received) {
        return HOP_BY_HOP.contains(name)
                ? received.toLowerCase(Locale.ROOT).contains(sent.toLowerCase(Locale.ROOT))
                : received.equals(sent);
    }

    private static String shown(String name, String value) {
        return new Header(name, Printable.cut(value, VALUE_CHARACTERS)).toString();
    }
}
