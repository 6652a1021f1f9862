package dev.parley.check;

import static dev.parley.check.RefusalRow.status;
import static dev.parley.check.RefusalRow.when;

import java.util.List;

/** What the HTTP statuses of refused handshakes usually mean, a row each; the last fits whatever is left. */
final class RefusalStatuses {
    static final List<RefusalRow> ROWS = List.of(
            status(401)
                    .means(
                            "It wants credentials. A browser's WebSocket cannot send an Authorization header.",
                            "Give them with --auth or --bearer; for pages use a cookie, or a short-lived token in the URL.")
                    .facts("hs-authheader"),
            status(403)
                    .means(
                            "It is not allowed: for this Origin, address, client or path.",
                            "Look at the server's allowed origins, at access rules of proxies, and at web application firewalls"
                                    + " (they see the handshake only).")
                    .facts("hs-origin-spring", "hs-cf-waf"),
            status(404)
                    .means(
                            "There is nothing under that path for whoever answers: the endpoint has another path, a context path is"
                                    + " missing, or a hop passes the request to the wrong server.",
                            "Is the path right, with the context path before it? Compare it with the server's own, without the hops."),
            status(407).means("A proxy on the way wants credentials.", "Give --proxy-auth USER:PASSWORD."),
            status(429)
                    .means(
                            "Too many handshakes in a short time, or too many connections from one client, for the server or a hop.",
                            "Wait, and let clients that reconnect wait longer each time."),
            status(500)
                    .and(refusal -> refusal.hasSeen("nginx"))
                    .means(
                            "A fault in the server; or nginx itself, which answers so when worker_connections are all taken (its error"
                                    + " log then says 'worker_connections are not enough').",
                            "The server's log says what it was.")
                    .blamingHops()
                    .lines("connections")
                    .facts("nginx-workers"),
            status(500)
                    .means("A fault in the server.", "The server's log says what it was.")
                    .blamingHops(),
            status(502)
                    .means(
                            "The hop that answers cannot reach the server behind it, or that one did not answer as HTTP.",
                            "Does the server run where the hop looks for it? The hop's log names the address it tried.")
                    .blamingHops()
                    .facts("nginx-no-answer", "httpd-noanswer", "cc-1014"),
            status(503)
                    .means(
                            "The server is full or stopping, or the hop that answers has no server behind it that is up.",
                            "Wait as long as Retry-After says, if it is there; see whether the server runs and the hop counts it as"
                                    + " healthy, and look at limits on connections.")
                    .blamingHops()
                    .facts("hs-haproxy-ok", "httpd-noanswer"),
            status(504)
                    .means(
                            "The server behind the hop that answers took the connection and gave no answer in time.",
                            "Look at the server: is it stuck or out of threads, or does that port not speak HTTP?")
                    .blamingHops()
                    .facts("nginx-no-answer", "hs-haproxy-ok"),
            status(400)
                    .means(
                            "Whoever answers finds the request wrong: something in it was changed or left out on the way, or the"
                                    + " endpoint wants a parameter.",
                            "Read the answer's body; compare with a direct connection (--baseline).")
                    .blamingHops()
                    .lines("upgrade")
                    .facts(Refusal::losses),
            status(405, 426, 501)
                    .means(
                            "Whoever answers does not take it for a WebSocket handshake of version 13.",
                            "Is that path a WebSocket endpoint? Then make each hop pass the upgrade on.")
                    .blamingHops()
                    .lines("upgrade")
                    .facts("hs-426-plain", "tomcat-hs-426"),
            status(200)
                    .means(
                            "The request came to an ordinary page: the path is not that of a WebSocket endpoint, or a hop does not"
                                    + " pass on the Upgrade header.",
                            "Is the path right? Then make each hop pass the upgrade on.")
                    .blamingHops()
                    .lines("upgrade")
                    .facts("hs-200"),
            when(refusal -> true).means("It is not 101, so there is no WebSocket.", "Read the answer's body."));

    private RefusalStatuses() {}
}
