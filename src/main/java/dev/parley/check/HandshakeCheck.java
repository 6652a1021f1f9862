package dev.parley.check;

import dev.parley.check.Try.Way;
import dev.parley.check.knowledge.Facts;
import dev.parley.core.Printable;
import dev.parley.protocol.Header;
import dev.parley.wire.Answered;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.Step;
import dev.parley.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The check of the answer to the handshake, which is tried in other ways if it was refused, so that the cause shows. */
final class HandshakeCheck implements Examination {
    private static final int BODY_LINES = 5;
    private static final int LINE_CHARACTERS = 400;

    private final Facts facts;

    HandshakeCheck(Facts facts) {
        this.facts = facts;
    }

    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress) throws InterruptedException {
        Ended end = patient.survey().first().ended();
        if (end != null && end.how() == Ended.How.NO_CONNECTION) {
            return Judgement.skipped("there is no connection to send it on");
        }
        Answered answer = patient.survey().answered();
        if (answer != null) {
            findings.figure("status", answer.status());
            answer(answer, findings);
        }
        if (!patient.survey().connects()) {
            return refused(patient, progress, findings);
        }
        Step step = patient.survey().first().step(Step.Kind.HANDSHAKE);
        if (!patient.limits().isTooSlow(step.tookNanos())) {
            asBrowsersDo(patient, findings);
        }
        findings.figure("handshake_ms", Times.millis(step.tookNanos()));
        String subprotocol = patient.survey().first().opened().subprotocol();
        return findings.result("101 in " + Times.words(step.tookNanos()) + ", with the right accept key"
                + (subprotocol == null ? "" : ", subprotocol " + Printable.cut(subprotocol, 60)));
    }

    /** Shows the headers that give away who answered, and the start of a refusal's body. */
    private static void answer(Answered answer, Findings findings) {
        for (Header header : answer.headers()) {
            if (header.name()
                    .matches(
                            "(?i)server|via|x-powered-by|cf-ray|x-cache|x-amz-cf-id|x-served-by|location"
                                    + "|www-authenticate|proxy-authenticate|retry-after|x-squid-error|x-envoy-.*|sec-websocket-(?!accept).*")) {
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

    private Judgement refused(Patient patient, Progress progress, Findings findings) throws InterruptedException {
        List<Try> tries = new ArrayList<>();
        Try given = Try.of(Way.GIVEN, "as given", patient.survey().first());
        long untilNanos = System.nanoTime() + patient.limits().tries().toNanos();
        List<String> left = new ArrayList<>();
        for (Way way : given.hangs() ? List.of(Way.PLAIN, Way.OTHER_SCHEME) : List.of(Way.values())) {
            for (WireSettings settings : Ways.of(way, patient.settings(), given.status())) {
                if (System.nanoTime() > untilNanos) {
                    left.add(Ways.words(way, settings));
                    continue;
                }
                progress.say("trying " + Ways.words(way, settings));
                tries.add(tried(patient, way, settings));
            }
        }
        tries.stream()
                .collect(Collectors.groupingBy(
                        tried -> tried.opened() ? "accepted" : tried.said(),
                        LinkedHashMap::new,
                        Collectors.mapping(Try::what, Collectors.joining(", "))))
                .forEach((said, ways) -> findings.detail("tried " + ways + ": " + said));
        if (!left.isEmpty()) {
            findings.detail("not tried, because time was up: " + String.join(", ", left));
        }
        findings.figure("tries", tries.stream().map(Try::figures).toList());
        Refusal refusal = new Refusal(
                given,
                tries,
                patient.settings().url().secure(),
                patient.survey().hops());
        findings.add(Refusals.finding(refusal, facts));
        return findings.result("");
    }

    /** Tries what browsers send and Parley did not: a server that refuses that works for tools only. */
    private void asBrowsersDo(Patient patient, Findings findings) throws InterruptedException {
        WireSettings base = patient.settings();
        Try firefox = tried(patient, Way.FIREFOX, Ways.asFirefox(base));
        // A refusal for the number of connections says nothing about what was sent.
        if (!firefox.opened() && tried(patient, Way.GIVEN, base).opened()) {
            findings.add(Finding.of(
                            Verdict.WARNING,
                            "refused " + firefox.what() + ", as Firefox sends it: " + firefox.said(),
                            "Whoever compares the whole Connection header instead of looking for the word in it turns Firefox away"
                                    + " (RFC 6455 section 4.2.1).",
                            "Update or correct whatever looks at it: a proxy's condition, or an old server library.")
                    .facts("hs-firefox-conn"));
        }
        if (!Ways.hasOrigin(base)) {
            Try origin = tried(patient, Way.OWN_ORIGIN, Ways.withOwnOrigin(base));
            if (!origin.opened() && tried(patient, Way.GIVEN, base).opened()) {
                findings.add(Finding.of(
                                Verdict.WARNING,
                                "refused " + origin.what() + ", as a page on the same server sends it: "
                                        + origin.said(),
                                "Tools get in, pages of this very server do not: the server's list of origins lacks the name"
                                        + " by which it is reached, or a proxy changes Host and the server compares the two.",
                                "If pages are to connect from there, allow that origin in the server and let proxies pass on Host; if they come"
                                        + " from elsewhere, give their origin with --origin to check with that.")
                        .facts("tomcat-hs-403", "hs-origin-spring"));
            }
        }
    }

    private static Try tried(Patient patient, Way way, WireSettings settings) throws InterruptedException {
        Dialogue dialogue = patient.open(settings);
        dialogue.awaitOpen();
        dialogue.close();
        return Try.of(way, Ways.words(way, settings), dialogue);
    }
}
