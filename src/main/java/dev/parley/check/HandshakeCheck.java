package dev.parley.check;

import dev.parley.check.Try.Way;
import dev.parley.check.knowledge.Facts;
import dev.parley.core.Printable;
import dev.parley.core.Secrets;
import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Header;
import dev.parley.wire.Answered;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.Step;
import dev.parley.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Looks at the answer to the handshake, and tries it in other ways if it was refused, so that the cause shows. */
final class HandshakeCheck implements Examination {
    private static final Header FIREFOX = new Header("Connection", "keep-alive, Upgrade");
    private static final int BODY_LINES = 5;
    private static final int LINE_CHARACTERS = 400;
    /** How long each of the other ways may take. */
    private static final Duration TRY_WAIT = Duration.ofSeconds(3);

    private final Facts facts;

    HandshakeCheck(Facts facts) {
        this.facts = facts;
    }

    @Override
    public Result examine(Patient patient, Findings findings, Progress progress) throws InterruptedException {
        Ended end = patient.survey().first().ended();
        if (end != null && end.how() == Ended.How.NO_CONNECTION) {
            return Result.skipped(Check.HANDSHAKE, "there is no connection to send it on");
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

    /** Shows what says who answered, and of a refusal its body. */
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

    private Result refused(Patient patient, Progress progress, Findings findings) throws InterruptedException {
        List<Try> tries = new ArrayList<>();
        Try given = Try.of(Way.GIVEN, "as given", patient.survey().first());
        long untilNanos = System.nanoTime() + patient.limits().tries().toNanos();
        List<String> left = new ArrayList<>();
        for (Way way : given.hangs() ? List.of(Way.PLAIN, Way.OTHER_SCHEME) : List.of(Way.values())) {
            for (WireSettings settings : variation(way, patient, given)) {
                if (System.nanoTime() > untilNanos) {
                    left.add(words(way, settings));
                    continue;
                }
                progress.say("trying " + words(way, settings));
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
            findings.detail("not tried, for want of time: " + String.join(", ", left));
        }
        findings.figure("tries", tries.stream().map(Try::figures).toList());
        findings.add(new Refusal(facts, patient.survey().hops()).finding(given, tries, patient.settings()));
        return findings.result("");
    }

    /** Returns how to try a way: not at all if it would be the same as what was given. */
    private static List<WireSettings> variation(Way way, Patient patient, Try given) {
        WireSettings base = patient.settings()
                .connectTimeout(
                        TRY_WAIT.compareTo(patient.settings().connectTimeout()) < 0
                                ? TRY_WAIT
                                : patient.settings().connectTimeout());
        boolean origin =
                base.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase("Origin"));
        return switch (way) {
            case GIVEN -> List.of(base);
            case PLAIN -> List.of(Surveyor.plain(base));
            case NO_EXTENSIONS -> base.compression() ? List.of(base.compression(false)) : List.of();
            case NO_SUBPROTOCOLS -> base.subprotocols().isEmpty() ? List.of() : List.of(base.subprotocols(List.of()));
            case NO_ORIGIN -> origin ? List.of(Patient.with(base, new Header("Origin", null))) : List.of();
            case OWN_ORIGIN -> List.of(Patient.with(base, new Header("Origin", ownOrigin(base.url()))));
            case FIREFOX -> List.of(Patient.with(base, FIREFOX));
            case OTHER_PATH -> otherPaths(base);
            case REDIRECT -> given.status() / 100 == 3 ? List.of(base.redirects(5)) : List.of();
            case OTHER_SCHEME -> given.status() == 400 || given.status() == 0 ? List.of(otherScheme(base)) : List.of();
        };
    }

    /** Returns the same with or without TLS; without it nothing is sent that may be a secret. */
    static WireSettings otherScheme(WireSettings base) {
        WebSocketUrl url = base.url();
        String target = url.secure() ? url.target().replaceFirst("\\?.*", "") : url.target();
        WireSettings other = base.url(url.secure(!url.secure()).target(target));
        return url.secure() ? other.headers(List.of()).subprotocols(List.of()) : other;
    }

    private static List<WireSettings> otherPaths(WireSettings base) {
        String target = base.url().target();
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark);
        String other = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
        List<String> paths = new ArrayList<>();
        if (!other.isEmpty()) {
            paths.add(other);
        }
        for (String usual : List.of("/ws", "/")) {
            if (!path.equals(usual) && !other.equals(usual)) {
                paths.add(usual);
            }
        }
        return paths.stream()
                .map(one -> base.url(Patient.target(base.url(), one + query)))
                .toList();
    }

    private static String words(Way way, WireSettings settings) {
        return switch (way) {
            case GIVEN -> "the same again";
            case PLAIN -> "a plain GET";
            case NO_EXTENSIONS -> "without extensions";
            case NO_SUBPROTOCOLS -> "without subprotocols";
            case NO_ORIGIN -> "without Origin";
            case OWN_ORIGIN -> "with Origin " + ownOrigin(settings.url());
            case FIREFOX -> "with 'Connection: keep-alive, Upgrade'";
            case OTHER_PATH -> "the path " + Secrets.url(settings.url().target());
            case REDIRECT -> "to follow the redirect";
            case OTHER_SCHEME -> settings.url().secure() ? "wss://" : "ws://";
        };
    }

    /** Returns the origin of a page on the same server. */
    static String ownOrigin(WebSocketUrl url) {
        return (url.secure() ? "https://" : "http://") + url.authority();
    }

    /** Tries what browsers send and this side did not: who refuses that works for tools only. */
    private void asBrowsersDo(Patient patient, Findings findings) throws InterruptedException {
        WireSettings base = patient.settings();
        Try firefox = tried(patient, Way.FIREFOX, Patient.with(base, FIREFOX));
        // Who refuses one more connection for its number says nothing of what is in it.
        if (!firefox.opened() && tried(patient, Way.GIVEN, base).opened()) {
            findings.add(Finding.of(
                            Verdict.WARNING,
                            "refused " + firefox.what() + ", as Firefox sends it: " + firefox.said(),
                            "Who compares the whole Connection header instead of looking for the word in it turns Firefox away"
                                    + " (RFC 6455 section 4.2.1).",
                            "Update or mend whoever looks at it: a proxy's condition, or an old server library.")
                    .facts("hs-firefox-conn"));
        }
        if (base.headers().stream().noneMatch(header -> header.name().equalsIgnoreCase("Origin"))) {
            Try origin =
                    tried(patient, Way.OWN_ORIGIN, Patient.with(base, new Header("Origin", ownOrigin(base.url()))));
            if (!origin.opened() && tried(patient, Way.GIVEN, base).opened()) {
                findings.add(Finding.of(
                                Verdict.WARNING,
                                "refused " + origin.what() + ", as a page on the same server sends it: "
                                        + origin.said(),
                                "Tools get in, pages of this very server do not: the server's list of origins does not have the name"
                                        + " by which it is reached, or a proxy changes Host and the server compares the two.",
                                "If pages are to connect from there, allow that origin in the server and let proxies pass on Host; if they come"
                                        + " from elsewhere, give theirs with --origin, and this is checked with it.")
                        .facts("tomcat-hs-403", "hs-origin-spring"));
            }
        }
    }

    private static Try tried(Patient patient, Way way, WireSettings settings) throws InterruptedException {
        Dialogue dialogue = patient.open(settings);
        dialogue.awaitOpen();
        dialogue.close();
        return Try.of(way, words(way, settings), dialogue);
    }
}
