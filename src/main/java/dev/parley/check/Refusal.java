package dev.parley.check;

import dev.parley.check.Try.Way;
import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hop;
import dev.parley.check.knowledge.Hops;
import dev.parley.wire.WireSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the likely cause of a refused handshake in what came of trying it in other ways; pure rules. */
final class Refusal {
    /** What nginx and Go, Apache, and Tomcat answer to HTTP on a port for TLS. */
    private static final Pattern SPEAKS_TLS =
            Pattern.compile("to (an )?HTTPS (port|server)|SSL-enabled server port|requires TLS");

    /** An answer that another path may change; of the others the server means what it says. */
    private static final Set<Integer> PATH_MATTERS = Set.of(200, 301, 302, 307, 308, 400, 404, 405, 426);

    private static final Pattern ABOUT_UPGRADE = Pattern.compile("(?i)upgrade|websocket");

    private final Facts facts;
    private final List<Hop> hops;

    /**
     * Makes the rules.
     *
     * @param hops who was seen on the path
     */
    Refusal(Facts facts, List<Hop> hops) {
        this.facts = facts;
        this.hops = hops;
    }

    /** Returns what it looks like: what was shown by a try comes before what a status usually means. */
    Finding finding(Try given, List<Try> tries, WireSettings settings) {
        Finding shown = shown(given, tries);
        if (shown != null) {
            return shown;
        }
        if (given.status() == 101) {
            return failed(
                    given.said(),
                    "Whoever answered does not speak WebSocket as RFC 6455 section 4.2.2 has it, or somebody on the way answers in"
                            + " the server's place. Every correct client refuses this.",
                    "Find out who answers (curl -i shows the headers), and let a WebSocket library make the answer.");
        }
        if (given.status() == 0) {
            return unanswered(given, tries);
        }
        Try plain = find(tries, Way.PLAIN);
        if (given.status() == 400
                && !settings.url().secure()
                && SPEAKS_TLS.matcher(given.body()).find()) {
            return failed(
                    given.said() + ": TLS is spoken there",
                    "The URL says ws://, and that port is for TLS.",
                    "Use wss://.");
        }
        if (given.status() / 100 == 3) {
            return failed(
                            given.said(),
                            "It is somewhere else, and browsers do not follow redirects of a handshake. Following it led to no"
                                    + " WebSocket either.",
                            "Give the URL of the endpoint itself, with the scheme and the slash at its end as the server has them.")
                    .facts("hs-nginx-301", "hs-firefox-redirect");
        }
        if (plain != null && plain.isAnsweredLike(given)) {
            Finding lost = lost(given);
            if (lost != null) {
                return lost;
            }
        }
        return byStatus(given);
    }

    /** Returns what a try that was accepted shows, or null if none was. */
    private Finding shown(Try given, List<Try> tries) {
        for (Try tried : tries) {
            if (!tried.opened() || tried.way() == Way.OTHER_PATH && !PATH_MATTERS.contains(given.status())) {
                continue;
            }
            String seen = given.said() + ", but accepted " + tried.what();
            switch (tried.way()) {
                case GIVEN:
                    return failed(
                            given.said() + ", and accepted when it was sent again",
                            "It comes and goes: a limit on handshakes or connections, one of several servers that does not work, or a"
                                    + " server that was about to start.",
                            "Run the check again; if it stays so, look at each server by itself, and at limits.");
                case NO_EXTENSIONS:
                    return failed(
                                    seen,
                                    "The server or a hop does not get along with the extension that browsers offer,"
                                            + " permessage-deflate: it is to ignore what it does not know (RFC 6455 section 9.1).",
                                    "Update it, or switch compression off there; --no-compression goes without here.")
                            .facts("hs-deflate-rsv");
                case NO_SUBPROTOCOLS:
                    return failed(
                                    seen,
                                    "The server does not take a subprotocol that is offered, or answers with one that is not.",
                                    "Offer what the server has, and let it choose from that (RFC 6455 section 4.2.2).")
                            .facts("hs-subproto");
                case NO_ORIGIN:
                    return failed(
                                    seen,
                                    "The server does not let in pages of this origin; tools send none.",
                                    "Allow the origin in the server (Spring: setAllowedOrigins, Parley: allowed-origins).")
                            .facts("hs-origin-spring");
                case OWN_ORIGIN:
                    return failed(
                                    seen,
                                    "The server wants an Origin that it knows; a client that is no browser sends none.",
                                    "Send it with --origin, or let the server do without for other clients.")
                            .facts("hs-origin-spring");
                case FIREFOX:
                    return failed(
                                    seen,
                                    "The server compares the whole Connection header, and takes only the one with 'keep-alive, Upgrade'.",
                                    "It should look for the word Upgrade in the list (RFC 6455 section 4.2.1).")
                            .facts("hs-firefox-conn");
                case OTHER_PATH:
                    return failed(
                                    seen,
                                    "There is no WebSocket endpoint under the path that was given, and there is one under the other.",
                                    "Use that path, or let the proxy pass this one on.")
                            .facts("hs-nginx-301");
                case REDIRECT:
                    return failed(
                                    seen,
                                    "The endpoint is somewhere else. Browsers do not follow redirects of a handshake, so this URL works"
                                            + " with some tools only.",
                                    "Give clients the URL that the redirect leads to.")
                            .facts("hs-nginx-301", "hs-firefox-redirect");
                case OTHER_SCHEME:
                    return failed(seen, "The port is for the other scheme.", "Use " + tried.what() + " there.");
                default:
                    break;
            }
        }
        return null;
    }

    /** Judges an answer that a plain GET gets as well: who gave it saw no upgrade. Null if that says nothing. */
    private Finding lost(Try given) {
        String seen = given.said() + ", the same as to a plain GET";
        return switch (given.status()) {
            case 200 ->
                new Finding(
                        Verdict.FAILED,
                        seen,
                        "The request came to an ordinary page. Either the path is not that of a WebSocket endpoint (a web"
                                + " application may answer every path with its start page), or a hop on the way does not pass on the"
                                + " Upgrade and Connection headers.",
                        suspects(),
                        "Is the path right? Then make each hop pass the upgrade on.",
                        facts.configurationsOf("upgrade", hops),
                        List.of("hs-200", "hs-nginx-no-headers"));
            case 404 -> isOwnPageOfAHop(given) || suspects().isEmpty() ? null : hiddenByAHop(given, seen);
            case 400, 405, 426, 501 ->
                given.status() != 426
                                && suspects().isEmpty()
                                && !ABOUT_UPGRADE.matcher(given.body()).find()
                        ? null
                        : new Finding(
                                Verdict.FAILED,
                                seen,
                                "Whoever answers saw no request for an upgrade: a hop on the way does not pass on the Upgrade and"
                                        + " Connection headers, which are for one hop only unless it is told otherwise (RFC 9110 section"
                                        + " 7.6.1).",
                                suspects(),
                                "Make each hop pass the upgrade on.",
                                facts.configurationsOf("upgrade", hops),
                                lostFacts(given));
            default -> null;
        };
    }

    /** Judges a 404 that comes from behind a hop: many applications say that to a GET where there is a WebSocket endpoint. */
    private Finding hiddenByAHop(Try given, String seen) {
        return new Finding(
                Verdict.FAILED,
                seen,
                "Either there is nothing under that path, or a hop on the way does not pass on the Upgrade and Connection headers and the"
                        + " server has no ordinary page there.",
                suspects(),
                "Is the path right, with the context path before it? Then make each hop pass the upgrade on.",
                facts.configurationsOf("upgrade", hops),
                lostFacts(given));
    }

    /** Tells whether the answer is a page that a hop made itself. */
    private boolean isOwnPageOfAHop(Try given) {
        return Hops.of(List.of(), given.body()).stream().anyMatch(hop -> !hop.isServer());
    }

    private List<String> lostFacts(Try given) {
        List<String> ids = new ArrayList<>();
        for (Hop hop : hops) {
            switch (hop.product()) {
                case "nginx" -> ids.addAll(List.of("hs-nginx-no-headers", "hs-nginx-http10"));
                case "Apache httpd" -> ids.add("hs-apache-upgrade");
                case "Squid" -> ids.add("hs-squid");
                case "Envoy" -> ids.add("hs-envoy");
                case "Varnish" -> ids.add("hs-varnish");
                default -> {
                    // Nothing is known of it.
                }
            }
        }
        if (ids.isEmpty()) {
            ids.addAll(given.status() == 426 ? List.of("hs-426-plain") : List.of("hs-nginx-no-headers"));
        }
        return ids;
    }

    /** Says who was seen that could have done it, the hops before the server. */
    private List<String> suspects() {
        return hops.stream()
                .filter(hop -> !hop.isServer())
                .map(hop -> hop.product() + ": " + hop.evidence())
                .toList();
    }

    private Finding unanswered(Try given, List<Try> tries) {
        Try plain = find(tries, Way.PLAIN);
        if (given.hangs()) {
            boolean onlyUpgrades = plain != null && plain.status() != 0;
            return new Finding(
                    Verdict.FAILED,
                    given.said() + (onlyUpgrades ? "; a plain GET is answered" : "; nor to a plain GET"),
                    onlyUpgrades
                            ? "Ordinary requests are answered and this one is not: the server takes the upgrade and does not finish it, or"
                                    + " waits for something behind it."
                            : "TCP is accepted, and then nobody takes the request: the server or a hop has no place or thread left for"
                                    + " it, or waits for a server behind it that does not answer.",
                    suspects(),
                    "Look how many connections are open there against its limit, and whether what is behind it answers.",
                    onlyUpgrades ? List.of() : facts.configurationsOf("connections", hops),
                    List.of("haproxy-maxconn", "httpd-mrw", "tomcat-maxconn", "nginx-no-answer"));
        }
        if (given.said().contains("is TLS")) {
            return failed(given.said(), "The URL says ws://, and that port is for TLS.", "Use wss://.");
        }
        if (given.said().contains("not HTTP")) {
            return failed(
                    given.said(),
                    "Something else than a web server listens there.",
                    "Are host and port those of the server?");
        }
        return failed(
                given.said(),
                "TCP is accepted and then ended without a word: a hop that has no server to pass it on to, a load balancer without"
                        + " healthy targets, a firewall that does not like the request, or a port of another protocol.",
                "Are host and port right, and what does the log of the first hop say?");
    }

    private Finding byStatus(Try given) {
        return switch (given.status()) {
            case 401 ->
                failed(
                                given.said(),
                                "It wants credentials. A browser's WebSocket cannot send an Authorization header.",
                                "Give them with --auth or --bearer; for pages use a cookie, or a short-lived token in the URL.")
                        .facts("hs-authheader");
            case 403 ->
                failed(
                                given.said(),
                                "It is not allowed: for this Origin, address, client or path.",
                                "Look at the server's allowed origins, at access rules of proxies, and at web application firewalls"
                                        + " (they see the handshake only).")
                        .facts("hs-origin-spring", "hs-cf-waf");
            case 404 ->
                failed(
                        given.said(),
                        "There is nothing under that path for whoever answers: it is another one, or belongs to a context path"
                                + " that is missing, or a hop passes it to the wrong server.",
                        "Is the path right, with the context path before it? Compare it with the server's own, without the hops.");
            case 407 ->
                failed(given.said(), "A proxy on the way wants credentials.", "Give --proxy-auth USER:PASSWORD.");
            case 429 ->
                failed(
                        given.said(),
                        "Too many handshakes in a short time, or too many connections of one client, for somebody on the way.",
                        "Wait, and let clients that reconnect wait longer each time.");
            case 500 -> internalError(given);
            case 502 ->
                gateway(
                        given,
                        "The hop that answers cannot reach the server behind it, or that one did not answer as HTTP.",
                        "Does the server run where the hop looks for it? Its log names the address it tried.",
                        "nginx-no-answer",
                        "httpd-noanswer",
                        "cc-1014");
            case 503 ->
                gateway(
                        given,
                        "The server is full or stopping, or the hop that answers has no server that is up behind it.",
                        "Wait as long as Retry-After says, if it is there; look whether the server runs and the hop counts it as healthy,"
                                + " and at limits on connections.",
                        "hs-haproxy-ok",
                        "httpd-noanswer");
            case 504 ->
                gateway(
                        given,
                        "The server behind the hop that answers took the connection and gave no answer in time.",
                        "Look at the server: is it stuck, out of threads, or is it another port that does not speak HTTP?",
                        "nginx-no-answer",
                        "hs-haproxy-ok");
            case 400 ->
                new Finding(
                        Verdict.FAILED,
                        given.said(),
                        "Whoever answers finds the request wrong: something in it was changed or left out on the way, or the endpoint"
                                + " wants a parameter.",
                        suspects(),
                        "Read the answer's body; compare with a direct connection (--baseline).",
                        facts.configurationsOf("upgrade", hops),
                        lostFacts(given));
            case 405, 426, 501 ->
                new Finding(
                        Verdict.FAILED,
                        given.said(),
                        "Whoever answers does not take it for a WebSocket handshake of version 13.",
                        suspects(),
                        "Is that path a WebSocket endpoint? Then make each hop pass the upgrade on.",
                        facts.configurationsOf("upgrade", hops),
                        List.of("hs-426-plain", "tomcat-hs-426"));
            case 200 ->
                new Finding(
                        Verdict.FAILED,
                        given.said(),
                        "The request came to an ordinary page: the path is not that of a WebSocket endpoint, or a hop does not pass on"
                                + " the Upgrade header.",
                        suspects(),
                        "Is the path right? Then make each hop pass the upgrade on.",
                        facts.configurationsOf("upgrade", hops),
                        List.of("hs-200"));
            default -> failed(given.said(), "It is not 101, so there is no WebSocket.", "Read the answer's body.");
        };
    }

    private Finding internalError(Try given) {
        boolean nginx = hops.stream().anyMatch(hop -> hop.product().equals("nginx"));
        return new Finding(
                Verdict.FAILED,
                given.said(),
                nginx
                        ? "A fault in the server; or nginx itself, which answers so when worker_connections are all taken (its error log"
                                + " then says 'worker_connections are not enough')."
                        : "A fault in the server.",
                suspects(),
                "The server's log says what it was.",
                nginx ? facts.configurationsOf("connections", hops) : List.of(),
                nginx ? List.of("nginx-workers") : List.of());
    }

    private Finding gateway(Try given, String meaning, String remedy, String... ids) {
        return new Finding(Verdict.FAILED, given.said(), meaning, suspects(), remedy, List.of(), List.of(ids));
    }

    private static Finding failed(String seen, String meaning, String remedy) {
        return Finding.of(Verdict.FAILED, seen, meaning, remedy);
    }

    private static Try find(List<Try> tries, Way way) {
        return tries.stream().filter(tried -> tried.way() == way).findFirst().orElse(null);
    }
}
