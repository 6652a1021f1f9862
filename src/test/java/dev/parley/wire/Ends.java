package dev.parley.wire;

import dev.parley.protocol.Close;
import dev.parley.protocol.HandshakeRule;
import dev.parley.protocol.Rule;
import dev.parley.protocol.Violation;
import dev.parley.wire.Cause.CertificateRefused.Flaw;
import dev.parley.wire.Cause.NoLocalSocket.Lack;
import dev.parley.wire.Cause.Peer;
import dev.parley.wire.Ended.How;
import java.time.Duration;
import java.util.List;

/**
 * An end for every cause there is, as a connection tells it. What comes from the network or the system says something else than
 * the cause does, so that nobody who reads it there finds the right answer.
 */
public final class Ends {
    private static final Peer PEER = new Peer("127.0.0.1:40312", false);
    private static final Proxy PROXY = Proxy.parse("refused.within.example:40307");
    private static final String MISLEADING = "HTTP 503: Too many open files, refused within 10s";

    private Ends() {}

    /** Returns an end without a cause. */
    public static Ended of(How how) {
        return new Ended(0, how, null, how == How.CLOSED ? new Close(1011, "oops") : null, null, true, 0, null);
    }

    /** Returns an end of a connection that was open. */
    public static Ended of(How how, Cause cause) {
        return new Ended(0, how, null, null, null, false, 0, cause);
    }

    /** Returns an end on the way. */
    public static Ended at(Stage step, Cause cause) {
        How how = step == Stage.HANDSHAKE ? How.REFUSED : How.NO_CONNECTION;
        return new Ended(0, how, step, null, null, false, 0, cause);
    }

    /** Returns one for every cause; several for those that differ in what they mean. */
    public static List<Ended> all() {
        return List.of(
                at(Stage.DNS, new Cause.UnknownName("refused.example")),
                at(Stage.DNS, noAnswer(Stage.DNS)),
                at(Stage.TCP, noAnswer(Stage.TCP)),
                at(Stage.HANDSHAKE, noAnswer(Stage.HANDSHAKE)),
                at(Stage.TCP, new Cause.ConnectionRefused(PEER)),
                at(Stage.TCP, new Cause.NoRoute(PEER, MISLEADING)),
                at(Stage.TCP, new Cause.ConnectFailed(PEER, MISLEADING)),
                at(Stage.TCP, new Cause.NoLocalSocket(Lack.OPEN_FILES, null, MISLEADING)),
                at(Stage.TCP, new Cause.NoLocalSocket(Lack.LOCAL_PORTS, PEER, MISLEADING)),
                at(Stage.TCP, new Cause.NoLocalSocket(Lack.OTHER, null, MISLEADING)),
                at(Stage.PROXY, new Cause.ProxyWantsCredentials(PROXY)),
                at(Stage.PROXY, new Cause.ProxyRejectedCredentials(PROXY)),
                at(Stage.PROXY, new Cause.ProxyAnswered(PROXY, 502, "Bad Gateway", List.of())),
                at(Stage.PROXY, new Cause.SocksAnswered(PROXY, MISLEADING)),
                at(Stage.PROXY, new Cause.ProxyFailed(PROXY, MISLEADING)),
                at(Stage.TLS, new Cause.NotTls()),
                at(Stage.TLS, new Cause.CertificateRefused(Flaw.OTHER_NAME, MISLEADING)),
                at(Stage.TLS, new Cause.TlsAlert("handshake_failure")),
                at(Stage.TLS, new Cause.TlsFailed(MISLEADING)),
                at(Stage.TLS, new Cause.EndedDuring(Stage.TLS, MISLEADING)),
                at(Stage.HANDSHAKE, new Cause.EndedDuring(Stage.HANDSHAKE, "")),
                at(Stage.HANDSHAKE, new Cause.HttpStatus(503)),
                at(Stage.HANDSHAKE, new Cause.InvalidAnswer(HandshakeRule.ACCEPT_WRONG, MISLEADING)),
                at(Stage.HANDSHAKE, new Cause.AnswerIsTls()),
                at(Stage.HANDSHAKE, new Cause.NotHttp(MISLEADING)),
                at(Stage.HANDSHAKE, new Cause.UnreadableHttp(MISLEADING)),
                at(Stage.HANDSHAKE, new Cause.BadRedirect(302, MISLEADING)),
                at(Stage.HANDSHAKE, new Cause.NoHttp2Offered()),
                at(Stage.HANDSHAKE, new Cause.NoHttp2()),
                of(How.PROTOCOL_ERROR, new Cause.ProtocolViolation(new Violation(Rule.RESERVED_BITS, 0, 0))),
                of(How.RST, new Cause.Reset(MISLEADING)),
                of(How.RST, new Cause.TlsBroken(MISLEADING)),
                of(How.FIN, new Cause.UnaskedAnswer(408)),
                of(How.PROTOCOL_ERROR, new Cause.AnswerTooLong(1024)),
                of(How.PROTOCOL_ERROR, new Cause.UnreadableAnswer(MISLEADING)),
                of(How.PROTOCOL_ERROR, new Cause.RequestReset(7)),
                of(How.FIN, new Cause.GoneAway()),
                of(How.FIN, new Cause.RequestNotTaken(MISLEADING)),
                of(How.CUT, new Cause.Fault(MISLEADING)));
    }

    private static Cause noAnswer(Stage step) {
        return new Cause.NoAnswer(step, PEER, Duration.ofSeconds(10));
    }
}
