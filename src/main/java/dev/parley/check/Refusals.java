package dev.parley.check;

import static dev.parley.check.RefusalRow.accepted;
import static dev.parley.check.RefusalRow.status;
import static dev.parley.check.RefusalRow.when;

import dev.parley.check.Try.Way;
import dev.parley.check.knowledge.Facts;
import dev.parley.wire.Cause;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The causes of refused handshakes, a row each; the first that fits is told.
 *
 * <p>What a try showed comes before what the answer says of itself, and that before what its status usually means. To add a
 * cause, add a row before the more general ones, and a test of it to {@code RefusalTest}.
 */
final class Refusals {
    /** What nginx and Go, Apache, and Tomcat answer to HTTP on a port for TLS. */
    private static final Pattern SPEAKS_TLS =
            Pattern.compile("to (an )?HTTPS (port|server)|SSL-enabled server port|requires TLS");

    private static final Pattern ABOUT_UPGRADE = Pattern.compile("(?i)upgrade|websocket");

    private static final String SAME_AS_PLAIN = ", the same as to a plain GET";
    private static final String PASS_ON = "Is the path right? Then make each hop pass the upgrade on.";

    /** What a way that was accepted shows. */
    private static final List<RefusalRow> SHOWN = List.of(
            accepted(Way.GIVEN)
                    .adding(", and accepted when it was sent again")
                    .means(
                            "It comes and goes: a limit on handshakes or connections, one of several servers that does not work,"
                                    + " or a server that was still starting.",
                            "Run the check again; if it still comes and goes, check each server on its own, and the limits."),
            accepted(Way.NO_EXTENSIONS)
                    .means(
                            "The server or a hop cannot cope with the extension that browsers offer, permessage-deflate; it has to"
                                    + " ignore what it does not know (RFC 6455 section 9.1).",
                            "Update it, or switch compression off there; --no-compression does without it here.")
                    .facts("hs-deflate-rsv"),
            accepted(Way.NO_SUBPROTOCOLS)
                    .means(
                            "The server does not take a subprotocol that was offered, or answers with one that was not.",
                            "Offer what the server has, and let it choose from that (RFC 6455 section 4.2.2).")
                    .facts("hs-subproto"),
            accepted(Way.NO_ORIGIN)
                    .means(
                            "The server does not let in pages of this origin; tools send none.",
                            "Allow the origin in the server (Spring: setAllowedOrigins, Parley: allowed-origins).")
                    .facts("hs-origin-spring"),
            accepted(Way.OWN_ORIGIN)
                    .means(
                            "The server wants an Origin that it knows; clients other than browsers send none.",
                            "Send it with --origin, or have the server do without it for other clients.")
                    .facts("hs-origin-spring"),
            accepted(Way.FIREFOX)
                    .means(
                            "The server compares the whole Connection header, and takes only 'keep-alive, Upgrade'.",
                            "It should look for the word Upgrade in the list (RFC 6455 section 4.2.1).")
                    .facts("hs-firefox-conn"),
            accepted(Way.OTHER_PATH)
                    .means(
                            "There is no WebSocket endpoint under the path that was given, and there is one under the other.",
                            "Use that path, or let the proxy pass this one on.")
                    .facts("hs-nginx-301"),
            accepted(Way.REDIRECT)
                    .means(
                            "The endpoint is somewhere else. Browsers do not follow redirects of a handshake, so this URL works"
                                    + " with some tools only.",
                            "Give clients the URL that the redirect leads to.")
                    .facts("hs-nginx-301", "hs-firefox-redirect"),
            accepted(Way.OTHER_SCHEME)
                    .and(refusal -> !refusal.secure())
                    .means("The port is for the other scheme.", "Use wss:// there."),
            accepted(Way.OTHER_SCHEME)
                    .and(Refusal::secure)
                    .means("The port is for the other scheme.", "Use ws:// there."));

    /** What the answer says of itself, or that there is none. */
    private static final List<RefusalRow> SAID = List.of(
            status(101)
                    .means(
                            "Whoever answered does not speak WebSocket as RFC 6455 section 4.2.2 requires, or something on the way"
                                    + " answers in the server's place. Every correct client refuses this.",
                            "Find out who answers (curl -i shows the headers), and let a WebSocket library make the answer."),
            when(refusal -> refusal.given().hangs())
                    .and(Refusal::answersPlain)
                    .adding("; a plain GET is answered")
                    .means(
                            "Ordinary requests are answered and this one is not: the server begins the upgrade and does not finish"
                                    + " it, or waits for something behind it.",
                            "See how many connections are open there, against its limit, and whether what is behind it answers.")
                    .blamingHops()
                    .facts("haproxy-maxconn", "httpd-mrw", "tomcat-maxconn", "nginx-no-answer"),
            when(refusal -> refusal.given().hangs())
                    .adding("; nor to a plain GET")
                    .means(
                            "TCP is accepted, and then nobody takes the request: the server or a hop has no connection or thread left"
                                    + " for it, or waits for a server behind it that does not answer.",
                            "See how many connections are open there, against its limit, and whether what is behind it answers.")
                    .blamingHops()
                    .lines("connections")
                    .facts("haproxy-maxconn", "httpd-mrw", "tomcat-maxconn", "nginx-no-answer"),
            when(refusal -> refusal.given().cause() instanceof Cause.AnswerIsTls)
                    .means("The URL says ws://, and that port is for TLS.", "Use wss://."),
            when(refusal -> refusal.given().cause() instanceof Cause.NotHttp)
                    .means(
                            "Something other than a web server listens there.",
                            "Are host and port those of the server?"),
            when(refusal -> refusal.given().cause() instanceof Cause.UnreadableHttp)
                    .means(
                            "What answers begins like HTTP and then breaks its rules, so that no client can read it.",
                            "Find out who answers: curl -i shows what it says. Are host and port those of the server?"),
            status(0)
                    .means(
                            "TCP is accepted and then ended without a word: by a hop that has no server to pass it on to, a load"
                                    + " balancer without healthy targets, a firewall that objects to the request, or a port for"
                                    + " another protocol.",
                            "Are host and port right, and what does the log of the first hop say?"),
            status(400)
                    .and(refusal -> !refusal.secure()
                            && SPEAKS_TLS.matcher(refusal.given().body()).find())
                    .adding(": TLS is spoken there")
                    .means("The URL says ws://, and that port is for TLS.", "Use wss://."),
            when(refusal -> refusal.status() / 100 == 3)
                    .means(
                            "The endpoint is somewhere else, and browsers do not follow redirects of a handshake. Following this one"
                                    + " led to no WebSocket either.",
                            "Give the URL of the endpoint itself, with the scheme and the trailing slash that the server wants.")
                    .facts("hs-nginx-301", "hs-firefox-redirect"));

    /** What it means that a plain GET gets the same answer. */
    private static final List<RefusalRow> LOST = List.of(
            status(200)
                    .adding(SAME_AS_PLAIN)
                    .means(
                            "The request came to an ordinary page. Either the path is not that of a WebSocket endpoint (a web"
                                    + " application may answer every path with its start page), or a hop on the way does not pass on"
                                    + " the Upgrade and Connection headers.",
                            PASS_ON)
                    .blamingHops()
                    .lines("upgrade")
                    .facts("hs-200", "hs-nginx-no-headers"),
            // From behind a hop: many applications say that to a GET where there is a WebSocket endpoint.
            status(404)
                    .and(refusal -> refusal.hasHops() && !refusal.isPageOfAHop())
                    .adding(SAME_AS_PLAIN)
                    .means(
                            "Either there is nothing under that path, or a hop on the way does not pass on the Upgrade and Connection"
                                    + " headers and the server has no ordinary page there.",
                            "Is the path right, with the context path before it? Then make each hop pass the upgrade on.")
                    .blamingHops()
                    .lines("upgrade")
                    .facts(Refusal::losses),
            status(400, 405, 426, 501)
                    .and(refusal -> refusal.is(426)
                            || refusal.hasHops()
                            || ABOUT_UPGRADE.matcher(refusal.given().body()).find())
                    .adding(SAME_AS_PLAIN)
                    .means(
                            "Whoever answers saw no request for an upgrade: a hop on the way does not pass on the Upgrade and"
                                    + " Connection headers, which are for one hop only unless it is told otherwise (RFC 9110 section"
                                    + " 7.6.1).",
                            "Make each hop pass the upgrade on.")
                    .blamingHops()
                    .lines("upgrade")
                    .facts(Refusal::losses));

    private static final List<RefusalRow> ROWS = Stream.of(
                    SHOWN.stream(),
                    SAID.stream(),
                    LOST.stream().map(row -> row.and(Refusal::isAnsweredLikePlain)),
                    RefusalStatuses.ROWS.stream())
            .flatMap(rows -> rows)
            .toList();

    private Refusals() {}

    /** Returns what a refusal looks like. */
    static Finding finding(Refusal refusal, Facts facts) {
        return ROWS.stream()
                .filter(row -> row.fits().test(refusal))
                .findFirst()
                .orElseThrow()
                .finding(refusal, facts);
    }
}
