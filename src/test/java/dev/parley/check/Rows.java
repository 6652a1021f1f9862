package dev.parley.check;

import static dev.parley.check.Check.CHANGES;
import static dev.parley.check.Check.CLOSE;
import static dev.parley.check.Check.COMPRESSION;
import static dev.parley.check.Check.CONNECTIONS;
import static dev.parley.check.Check.HANDSHAKE;
import static dev.parley.check.Check.IDLE;
import static dev.parley.check.Check.LONG_CALLS;
import static dev.parley.check.Check.MESSAGES;
import static dev.parley.check.Check.PROTOCOL;
import static dev.parley.check.Check.PUSHES;
import static dev.parley.check.Check.REACH;
import static dev.parley.check.Check.SIZES;
import static dev.parley.check.Verdict.FAILED;
import static dev.parley.check.Verdict.OK;
import static dev.parley.check.Verdict.WARNING;

import dev.parley.Ports;
import dev.parley.TestCertificates;
import dev.parley.check.Row.Running;
import dev.parley.check.hops.BrokenServer;
import dev.parley.check.hops.Echo;
import dev.parley.check.hops.FrameFaults;
import dev.parley.check.hops.HandshakeFaults;
import dev.parley.check.hops.Haproxy;
import dev.parley.check.hops.Httpd;
import dev.parley.check.hops.Nginx;
import dev.parley.check.hops.Relay;
import dev.parley.check.hops.RunningHop;
import dev.parley.check.hops.Squid;
import dev.parley.check.hops.TimeFaults;
import dev.parley.connect.Peer;
import dev.parley.protocol.Header;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Is the table of real hops and servers, right and wrong. */
final class Rows {
    private static final String FIN = "FIN, without a close frame \\(1006\\)";
    private static final String CUT_AFTER = "a silent connection is cut after ";

    private final int parley;
    private final TestCertificates certificates;
    private final List<Row> rows = new ArrayList<>();

    private Rows(int parley, TestCertificates certificates) {
        this.parley = parley;
        this.certificates = certificates;
    }

    /**
     * Makes the table.
     *
     * @param parley the port of a {@code serve} with the default settings
     */
    static List<Row> of(int parley, TestCertificates certificates, Peer node, Peer python, Peer go) {
        Rows table = new Rows(parley, certificates);
        table.right(node, python, go);
        table.libraries(go);
        table.unreachable();
        table.handshakes();
        table.changes();
        table.idle();
        table.connections();
        table.servers();
        table.relays();
        return table.rows;
    }

    private void right(Peer node, Peer python, Peer go) {
        add("serve", in -> at(parley)).clean();
        hop("nginx, right", in -> Nginx.right(in, parley)).clean();
        hop("nginx, proxy_buffering on", in -> Nginx.buffering(in, parley)).clean();
        hop("HAProxy, right", in -> Haproxy.right(in, parley)).clean();
        hop("Apache httpd, right", in -> Httpd.right(in, parley)).clean();
        hop("Squid as reverse proxy, right", in -> Squid.right(in, parley)).clean();
        throughProxy("Squid as forward proxy, right", Squid::forward).clean();
        tls("nginx with TLS, right", "localhost").clean().expect(REACH, OK, "TLS \\d");
        add("Node ws", in -> new Running(null, node.ws("echo?deflate=%7B%7D"))).clean();
        add("Python websockets", in -> new Running(null, python.ws("echo"))).clean();
        add("Go gorilla", in -> new Running(null, go.ws("checked"))).clean();
        add("nginx, right, before Node ws", in -> run(Nginx.right(in, node.port()), "echo"))
                .clean();
        add("HAProxy, right, before Python websockets", in -> run(Haproxy.right(in, python.port()), "echo"))
                .clean();
        add("Apache httpd, right, before Go gorilla", in -> run(Httpd.right(in, go.port()), "checked"))
                .clean();
        broken("an echo made for tests, right", Echo::new).clean();
        broken("an echo that greets first", TimeFaults::greets)
                .only(MESSAGES, CLOSE, COMPRESSION, SIZES, IDLE)
                .clean()
                .expect(MESSAGES, OK, "8 kinds of messages come back as they were");
        broken("an echo with a heartbeat of pongs", TimeFaults::pongsUnasked).clean();
    }

    private void libraries(Peer go) {
        add("Go gorilla, nobody looks for UTF-8", in -> new Running(null, go.ws("echo")))
                .only(MESSAGES, PROTOCOL)
                .expect(MESSAGES, OK, "come back as they were")
                .expect(PROTOCOL, WARNING, "were accepted instead of being refused: bad-utf8 ");
    }

    private void unreachable() {
        add("nobody listens", in -> new Running(null, "ws://127.0.0.1:" + Ports.NOBODY + "/ws"))
                .expect(REACH, FAILED, "127.0.0.1:1 refused the connection");
        add("a name without an address", in -> new Running(null, "ws://parley.invalid/ws"))
                .only(REACH)
                .expect(REACH, FAILED, "the name 'parley.invalid' has no address");
        tls("TLS, certificate expired", "expired")
                .expect(REACH, FAILED, "certificate is not valid now", "hs-selfsigned", null);
        tls("TLS, certificate signed by itself", "selfsigned")
                .expect(REACH, FAILED, "not signed by an authority that is trusted", "hs-selfsigned", null);
        tls("TLS, certificate of another name", "elsewhere")
                .expect(REACH, FAILED, "certificate is for another name", "hs-selfsigned", null);
        add("wss:// to a port without TLS", in -> new Running(null, "wss://127.0.0.1:" + parley + "/ws"))
                .expect(REACH, FAILED, "does not speak TLS");
        throughProxy("Squid wants credentials", Squid::forwardWithCredentials)
                .expect(REACH, FAILED, "407 Proxy Authentication Required");
        throughProxy("Squid allows port 443 only", Squid::forwardToPort443)
                .expect(REACH, FAILED, "403 Forbidden", "hs-squid-connect", null);
    }

    private void handshakes() {
        hop("nginx without upgrade headers", in -> Nginx.withoutUpgradeHeaders(in, parley))
                .expect(
                        HANDSHAKE,
                        FAILED,
                        "HTTP 4\\d\\d.*, the same as to a plain GET",
                        "hs-nginx-no-headers",
                        "nginx");
        hop("nginx, HTTP/1.0 to the server", in -> Nginx.http10(in, parley))
                .expect(HANDSHAKE, FAILED, "HTTP 4\\d\\d", "hs-nginx-http10", "nginx");
        hop("Apache httpd without upgrade=websocket", in -> Httpd.withoutUpgrade(in, parley))
                .expect(
                        HANDSHAKE,
                        FAILED,
                        "HTTP 4\\d\\d.*, the same as to a plain GET",
                        "hs-apache-upgrade",
                        "Apache httpd");
        hop("Squid does not pass on the upgrade", in -> Squid.withoutUpgrade(in, parley))
                .expect(HANDSHAKE, FAILED, "HTTP 4\\d\\d.*, the same as to a plain GET", "hs-squid", "Squid");
        hop("nginx, server is down", in -> Nginx.right(in, Ports.NOBODY))
                .expect(HANDSHAKE, FAILED, "HTTP 502 Bad Gateway", "nginx-no-answer", "nginx");
        hop("HAProxy, server is down", in -> Haproxy.right(in, Ports.NOBODY))
                .only(REACH, HANDSHAKE)
                .with(given -> given.connectTimeout(Duration.ofSeconds(8)))
                .expect(HANDSHAKE, FAILED, "HTTP 503 Service Unavailable", "hs-haproxy-ok", "HAProxy");
        hop("Apache httpd, server is down", in -> Httpd.right(in, Ports.NOBODY))
                .expect(HANDSHAKE, FAILED, "HTTP 503 Service Unavailable", "httpd-noanswer", "Apache httpd");
        silent("nginx, server does not answer", (in, port) -> Nginx.withReadTimeout(in, port, Duration.ofSeconds(1)))
                .expect(HANDSHAKE, FAILED, "HTTP 504 Gateway Time-out", "nginx-no-answer", "nginx");
        silent(
                        "HAProxy, server does not answer",
                        (in, port) -> Haproxy.withServerTimeout(in, port, Duration.ofSeconds(1)))
                .expect(HANDSHAKE, FAILED, "HTTP 504 Gateway Time-out", "hs-haproxy-ok", "HAProxy");
        silent("Apache httpd, server does not answer", (in, port) -> Httpd.withTimeout(in, port, Duration.ofSeconds(1)))
                .expect(HANDSHAKE, FAILED, "HTTP 50[24] ", "httpd-noanswer", "Apache httpd");
        hop("nginx answers 503", Nginx::unavailable)
                .expect(HANDSHAKE, FAILED, "HTTP 503 Service Temporarily Unavailable", null, "nginx");
        add("nginx redirects to another path", in -> run(Nginx.redirectingToOtherPath(in, parley), "old"))
                .expect(HANDSHAKE, FAILED, "HTTP 301.*, but accepted to follow the redirect", "hs-nginx-301", null);
        add("nginx wants a slash at the end", in -> run(Nginx.redirectingToSlash(in, parley), "echo"))
                .expect(HANDSHAKE, FAILED, "HTTP 301.*, but accepted the path /echo/", "hs-nginx-301", null);
        add("nginx knows another path", in -> run(Nginx.withOtherPath(in, parley), "ws"))
                .expect(HANDSHAKE, FAILED, "HTTP 404", null, null);
        add(
                        "serve under a context path, which is missing",
                        in -> new Running(null, "ws://127.0.0.1:" + parley + "/socket"))
                .expect(HANDSHAKE, FAILED, "HTTP 404.*, but accepted the path /ws", null, null);
        hop("nginx answers every path with a page", Nginx::withPageForEverything)
                .expect(HANDSHAKE, FAILED, "HTTP 200 OK, the same as to a plain GET", "hs-200", "nginx");
        hop("nginx wants credentials", in -> Nginx.withCredentials(in, parley))
                .expect(HANDSHAKE, FAILED, "HTTP 401", "hs-authheader", null);
        hop("HAProxy lets in one origin", in -> Haproxy.forOneOrigin(in, parley))
                .with(given -> Patient.with(given, new Header("Origin", "https://elsewhere.example")))
                .expect(HANDSHAKE, FAILED, "HTTP 403", "hs-origin-spring", null);
        broken("wrong accept key", HandshakeFaults::wrongAcceptKey)
                .expect(HANDSHAKE, FAILED, "which does not answer the key");
        broken("101 without Upgrade", HandshakeFaults::noUpgradeHeader)
                .expect(HANDSHAKE, FAILED, "101 without the header 'Upgrade: websocket'");
        broken("never answers the handshake", HandshakeFaults::neverAnswers)
                .expect(
                        HANDSHAKE,
                        FAILED,
                        "no answer to the handshake within 3s; nor to a plain GET",
                        "tomcat-maxconn",
                        null);
        broken("no WebSocket, but a page", HandshakeFaults::plainHttp).expect(HANDSHAKE, FAILED, "HTTP 200");
        broken("no HTTP", HandshakeFaults::notHttp).expect(HANDSHAKE, FAILED, "the answer is not HTTP");
        broken(
                        "answers with a parameter of compression that was not offered",
                        HandshakeFaults::compressionParameterNotOffered)
                .expect(HANDSHAKE, FAILED, "but accepted without extensions", "hs-deflate-rsv", null);
    }

    private void changes() {
        hop("nginx drops Sec-WebSocket-Extensions", in -> Nginx.droppingExtensions(in, parley))
                .expect(CHANGES, WARNING, "the path drops sec-websocket-extensions")
                .expect(COMPRESSION, OK, "not agreed on");
        hop("nginx drops Origin", in -> Nginx.droppingOrigin(in, parley))
                .expect(CHANGES, WARNING, "the path drops origin");
        hop("nginx changes Host", in -> Nginx.changingHost(in, parley)).clean().expect(CHANGES, OK, "rewrote host");
    }

    private void idle() {
        cut("nginx cuts after 3 s", in -> Nginx.withReadTimeout(in, parley, Duration.ofSeconds(3)), 2.9, 3.6)
                .expect(
                        IDLE,
                        WARNING,
                        CUT_AFTER + "(2\\.9\\d|3\\.\\d+) s: " + FIN,
                        "nginx-read-timeout",
                        "nginx proxy_read_timeout")
                .expect(LONG_CALLS, WARNING, "the connection is cut after (2\\.9|3\\.)\\d+ s by " + FIN);
        cut("HAProxy cuts after 4 s", in -> Haproxy.withTunnelTimeout(in, parley, Duration.ofSeconds(4)), 3.9, 4.6)
                .expect(
                        IDLE,
                        WARNING,
                        CUT_AFTER + "(3\\.9\\d|4\\.\\d+) s: " + FIN,
                        "haproxy-tunnel",
                        "HAProxy timeout tunnel");
        cut("Apache httpd cuts after 7 s", in -> Httpd.withTimeout(in, parley, Duration.ofSeconds(7)), 6.9, 7.6)
                .idle(9)
                .expect(
                        IDLE,
                        WARNING,
                        CUT_AFTER + "(6\\.9\\d|7\\.\\d+) s: " + FIN,
                        "httpd-proxytimeout",
                        "Apache httpd");
        cut("Squid cuts after 4 s", in -> Squid.withReadTimeout(in, parley, Duration.ofSeconds(4)), 3, 5.6)
                .idle(8)
                .expect(IDLE, WARNING, CUT_AFTER + "[345]\\.\\d+ s: " + FIN, "squid-read", "Squid read_timeout");
        broken("cuts silent connections after 3 s", () -> TimeFaults.endsAfterSilence(Duration.ofSeconds(3)))
                .only(IDLE)
                .idle(6)
                .expect(IDLE, WARNING, CUT_AFTER + "(2\\.9\\d|3\\.\\d+) s: " + FIN)
                .number(IDLE, "silent", 2.9, 3.6);
        broken("pings do not count", () -> TimeFaults.endsWithoutMessagesFor(Duration.ofSeconds(3)))
                .only(IDLE)
                .idle(6)
                .expect(IDLE, WARNING, CUT_AFTER + "(2\\.9\\d|3\\.\\d+) s: " + FIN)
                .number(IDLE, "client_pings", 2.9, 3.6);
        broken("cuts at an age of 3 s, however busy", () -> TimeFaults.endsAtAge(Duration.ofSeconds(3)))
                .only(IDLE)
                .idle(6)
                .expect(IDLE, FAILED, "cut after (2\\.9|3\\.)\\d+ s though messages go both ways all the time: " + FIN)
                .number(IDLE, "data_both_ways", 2.9, 3.6);
        broken("swallows silent connections after 3 s", () -> TimeFaults.swallowsAfterSilence(Duration.ofSeconds(3)))
                .only(IDLE)
                .idle(8)
                .expect(IDLE, WARNING, "dropped without a word after 2\\.\\d+ s to 4\\.\\d+ s");
        broken("pings by itself every second", TimeFaults::pingsEverySecond)
                .idle(4)
                .clean();
    }

    private void connections() {
        hop("nginx with 65 worker_connections", in -> Nginx.withConnections(in, parley, 65))
                .only(CONNECTIONS)
                .connections(60)
                .expect(
                        CONNECTIONS,
                        WARNING,
                        "3[01] of 60 connections are possible at once; the next is refused: (HTTP 500|the connection was ended by the other side)",
                        "nginx-workers",
                        "nginx");
        hop("nginx allows 5 of one client", in -> Nginx.limitingConnections(in, parley, 5))
                .only(CONNECTIONS)
                .connections(20)
                .expect(
                        CONNECTIONS,
                        WARNING,
                        "5 of 20 connections are possible at once; the next is refused: HTTP 503");
        hop("HAProxy with maxconn 10", in -> Haproxy.withConnections(in, parley, 10))
                .only(CONNECTIONS)
                .connections(30)
                .expect(
                        CONNECTIONS,
                        WARNING,
                        "10 of 30 connections are possible at once; the next is refused: no answer to the"
                                + " handshake within 3s",
                        "haproxy-maxconn",
                        "HAProxy");
        hop("Apache httpd with 10 workers", in -> Httpd.withWorkers(in, parley, 10))
                .only(CONNECTIONS)
                .connections(30)
                .expect(
                        CONNECTIONS,
                        WARNING,
                        "(9|10) of 30 connections are possible at once; the next is refused: no answer to"
                                + " the handshake within 3s",
                        "httpd-mrw",
                        "Apache httpd");
    }

    private void servers() {
        broken("masks its frames", FrameFaults::masksFrames)
                .expect(MESSAGES, FAILED, "a frame from the server is masked");
        broken("answers no pings", FrameFaults::ignoresPings)
                .expect(CLOSE, FAILED, "a ping is not answered within 3.00 s")
                .expect(MESSAGES, OK, "come back as they were");
        broken("answers pings with another payload", FrameFaults::answersPingsWithAnotherPayload)
                .expect(CLOSE, FAILED, "a ping of 125 bytes is answered by a pong with another payload");
        broken("answers each close with 1000", () -> FrameFaults.answersCloseWith(1000))
                .expect(CLOSE, WARNING, "1001 answered with 1000");
        broken("answers a close with 1006 on the wire", () -> FrameFaults.answersCloseWith(1006))
                .expect(CLOSE, FAILED, "1000 a broken frame: .*1006, which may not be sent");
        broken("answers a close with FIN", FrameFaults::answersCloseWithoutAFrame)
                .expect(CLOSE, WARNING, "1000 FIN, without a close frame", "cc-1006", null);
        broken("does not answer a close", FrameFaults::ignoresClose)
                .only(CLOSE)
                .expect(CLOSE, WARNING, "1000 no answer to the close frame", "cc-1006", null);
        broken("ends at the first message", FrameFaults::finishesAtTheFirstMessage)
                .expect(MESSAGES, WARNING, "ends when a message comes that the endpoint does not know: " + FIN);
        broken("resets at the first message", FrameFaults::resetsAtTheFirstMessage)
                .expect(MESSAGES, WARNING, "ends when a message comes that the endpoint does not know: RST");
        broken("changes a bit", FrameFaults::flipsABit).expect(MESSAGES, FAILED, "different from byte");
        broken("answers text as binary", FrameFaults::answersTextAsBinary)
                .expect(MESSAGES, FAILED, "text: came back as binary");
        broken("answers 2 s late", () -> TimeFaults.answersAfter(Duration.ofSeconds(2)))
                .only(MESSAGES)
                .with(given -> given)
                .expect(MESSAGES, WARNING, "a round trip takes 2\\.\\d+ s");
        broken("ends without a word over 64 KiB", () -> FrameFaults.endsSilentlyOver(65_536))
                .only(SIZES)
                .expect(
                        SIZES,
                        WARNING,
                        "the longest message that is taken has 64.0 KiB \\(65,536 bytes\\); a longer one ends in "
                                + "(FIN|RST), without a close frame")
                .number(SIZES, "taken_bytes", 65_536, 65_536);
        broken("compresses to garbage", FrameFaults::compressesToGarbage)
                .expect(COMPRESSION, FAILED, "a message cannot be decompressed", "hs-deflate-rsv", null);
        broken("marks messages as compressed, unasked", FrameFaults::marksAsCompressed)
                .expect(MESSAGES, FAILED, "a frame has a reserved bit set", "hs-deflate-rsv", null);
        broken("takes anything", FrameFaults::takesAnything).only(PROTOCOL).expect(PROTOCOL, WARNING, "accepted");
    }

    private void relays() {
        relay("a relay, right", Relay::right).clean();
        relay("a relay that adds 50 ms", port -> Relay.delaying(port, Duration.ofMillis(50)))
                .only(MESSAGES, CLOSE, PUSHES)
                .clean();
        relay("a relay that buffers for a second", port -> Relay.clumping(port, Duration.ofSeconds(1)))
                .only(PUSHES)
                .expect(PUSHES, WARNING, "arrive in clumps");
        relay("a relay that cuts at an age of 3 s", port -> Relay.endingAtAge(port, Duration.ofSeconds(3)))
                .only(IDLE, LONG_CALLS)
                .idle(6)
                .expect(IDLE, FAILED, "though messages go both ways all the time")
                .expect(LONG_CALLS, WARNING, "does not arrive: the connection is cut after [23]\\.\\d+ s");
        relay(
                        "a relay that forgets silent connections",
                        port -> Relay.forgettingAfterSilence(port, Duration.ofSeconds(3)))
                .only(IDLE)
                .idle(8)
                .expect(IDLE, WARNING, "dropped without a word after 2\\.\\d+ s to 4\\.\\d+ s");
        relay("a relay that resets over 8 connections", port -> Relay.resettingOver(port, 8))
                .only(CONNECTIONS)
                .connections(20)
                .expect(CONNECTIONS, WARNING, "8 of 20 connections are possible at once");
        relay("a relay that is silent over 8 connections", port -> Relay.silentOver(port, 8))
                .only(CONNECTIONS)
                .connections(20)
                .expect(
                        CONNECTIONS,
                        WARNING,
                        "8 of 20 connections are possible at once; the next is refused: no answer to the"
                                + " handshake within 3s");
    }

    /** Expects that a hop cuts a silent connection within a time, and none that something goes over. */
    private Row cut(String name, Function<Path, RunningHop> start, double least, double most) {
        return hop(name, start).only(IDLE, LONG_CALLS).idle(6).number(IDLE, "silent", least, most);
    }

    private Row tls(String name, String certificate) {
        return add(name, in -> {
                    RunningHop hop = Nginx.tls(in, parley, certificates, certificate);
                    return new Running(hop, hop.wss("ws"));
                })
                .trusting(Path.of(certificates.file("ca.pem")));
    }

    private Row throughProxy(String name, Function<Path, RunningHop> start) {
        return add(name, in -> {
            RunningHop hop = start.apply(in);
            return new Running(hop, "ws://127.0.0.1:" + parley + "/ws", hop.port());
        });
    }

    private Row hop(String name, Function<Path, RunningHop> start) {
        return add(name, in -> run(start.apply(in), "ws"));
    }

    /** Starts a hop before a server that takes connections and never answers. */
    private Row silent(String name, BiFunction<Path, Integer, RunningHop> start) {
        return add(name, in -> {
            BrokenServer server = BrokenServer.with(HandshakeFaults::neverAnswers);
            RunningHop hop = start.apply(in, server.port());
            return new Running(
                    () -> {
                        hop.close();
                        server.close();
                    },
                    hop.ws("ws"));
        });
    }

    private Row broken(String name, Supplier<Echo> conversations) {
        return add(name, in -> {
            BrokenServer server = BrokenServer.with(conversations);
            return new Running(server, server.ws("echo"));
        });
    }

    private Row relay(String name, IntFunction<Relay> start) {
        return add(name, in -> {
            Relay relay = start.apply(parley);
            return new Running(relay, relay.ws("ws"));
        });
    }

    private Row add(String name, Row.Start start) {
        Row row = Row.of(name, start);
        rows.add(row);
        return row;
    }

    private static Running run(RunningHop hop, String path) {
        return new Running(hop, hop.ws(path));
    }

    private static Running at(int port) {
        return new Running(null, "ws://127.0.0.1:" + port + "/ws");
    }
}
