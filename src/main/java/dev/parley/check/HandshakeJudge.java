package dev.parley.check;

import dev.parley.check.knowledge.Facts;
import dev.parley.core.Printable;
import dev.parley.protocol.Header;
import dev.parley.wire.Answered;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules that say what an answer to the handshake means. */
final class HandshakeJudge {
    /** Headers that give away who answered, or say why not. */
    private static final Pattern TELLING = Pattern.compile(
            "(?i)server|via|x-powered-by|cf-ray|x-cache|x-amz-cf-id|x-served-by|location"
                    + "|www-authenticate|proxy-authenticate|retry-after|x-squid-error|x-envoy-.*|sec-websocket-(?!accept).*");

    private static final int BODY_LINES = 5;
    private static final int LINE_CHARACTERS = 400;
    private static final int SUBPROTOCOL_CHARACTERS = 60;

    private final Facts facts;

    HandshakeJudge(Facts facts) {
        this.facts = facts;
    }

    Judgement of(HandshakeSeen seen) {
        Findings findings = new Findings();
        if (seen.answer() != null) {
            answer(seen.answer(), findings);
        }
        if (seen.refusal() != null) {
            tries(seen.refusal().tries(), seen.untried(), findings);
            return findings.add(Refusals.finding(seen.refusal(), facts)).result("");
        }
        if (seen.firefox() != null) {
            findings.add(firefox(seen.firefox()));
        }
        if (seen.origin() != null) {
            findings.add(origin(seen.origin()));
        }
        findings.figure("handshake_ms", Times.millis(seen.tookNanos()));
        return findings.result("101 in " + Times.words(seen.tookNanos()) + ", with the right accept key"
                + (seen.subprotocol() == null
                        ? ""
                        : ", subprotocol " + Printable.cut(seen.subprotocol(), SUBPROTOCOL_CHARACTERS)));
    }

    /** Shows the headers that give away who answered, and the start of a refusal's body. */
    private static void answer(Answered answer, Findings findings) {
        findings.figure("status", answer.status());
        for (Header header : answer.headers()) {
            if (TELLING.matcher(header.name()).matches()) {
                findings.detail(header.name() + ": " + Printable.cut(header.value(), LINE_CHARACTERS));
            }
        }
        new String(answer.body(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll("<[^>]*>", " ").strip())
                .filter(line -> !line.isBlank())
                .limit(BODY_LINES)
                .forEach(line -> findings.detail("body: " + Printable.cut(line, LINE_CHARACTERS)));
    }

    private static void tries(List<Try> tries, List<String> untried, Findings findings) {
        tries.stream()
                .collect(Collectors.groupingBy(
                        tried -> tried.opened() ? "accepted" : tried.said(),
                        LinkedHashMap::new,
                        Collectors.mapping(Try::what, Collectors.joining(", "))))
                .forEach((said, ways) -> findings.detail("tried " + ways + ": " + said));
        if (!untried.isEmpty()) {
            findings.detail("not tried, because time was up: " + String.join(", ", untried));
        }
        findings.figure("tries", tries.stream().map(Try::figures).toList());
    }

    private static Finding firefox(Try refused) {
        return Finding.of(
                        Verdict.WARNING,
                        "refused " + refused.what() + ", as Firefox sends it: " + refused.said(),
                        "Whoever compares the whole Connection header instead of looking for the word in it turns Firefox away"
                                + " (RFC 6455 section 4.2.1).",
                        "Update or correct whatever looks at it: a proxy's condition, or an old server library.")
                .facts("hs-firefox-conn");
    }

    private static Finding origin(Try refused) {
        return Finding.of(
                        Verdict.WARNING,
                        "refused " + refused.what() + ", as a page on the same server sends it: " + refused.said(),
                        "Tools get in, pages of this very server do not: the server's list of origins lacks the name by which it is"
                                + " reached, or a proxy changes Host and the server compares the two.",
                        "If pages are to connect from there, allow that origin in the server and let proxies pass on Host; if they come"
                                + " from elsewhere, give their origin with --origin to check with that.")
                .facts("tomcat-hs-403", "hs-origin-spring");
    }
}
