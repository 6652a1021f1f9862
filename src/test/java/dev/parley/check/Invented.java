package dev.parley.check;

import dev.parley.protocol.Close;
import dev.parley.protocol.Rule;
import dev.parley.protocol.Violation;
import dev.parley.wire.Cause;
import dev.parley.wire.Ended;
import dev.parley.wire.Stage;
import java.time.Duration;

/** Ends of connections that never were, for the tests of judges. */
final class Invented {
    private static final Cause.Peer PEER = new Cause.Peer("192.0.2.7:80", false);

    private Invented() {}

    /** The peer closed, and was answered. */
    static Ended closed(int code, String reason) {
        Close close = new Close(code, reason);
        return new Ended(0, Ended.How.CLOSED, null, close, close, true, 0, null);
    }

    /** This side closed with a code, and was answered with another. */
    static Ended answered(int sent, int received) {
        return new Ended(0, Ended.How.CLOSED, null, new Close(received, ""), new Close(sent, ""), false, 0, null);
    }

    static Ended fin() {
        return open(Ended.How.FIN, null);
    }

    static Ended rst() {
        return open(Ended.How.RST, new Cause.Reset("Connection reset"));
    }

    /** This side closed, and was not answered. */
    static Ended noCloseAnswer() {
        return open(Ended.How.NO_CLOSE_ANSWER, null);
    }

    /** The peer broke a rule. */
    static Ended broken(Rule rule) {
        return broken(new Violation(rule, 0, 0));
    }

    /** The peer sent a close frame with a code that may not be sent. */
    static Ended illegalCode(int code) {
        return broken(new Violation(Rule.CLOSE_CODE, code, 0));
    }

    /** The handshake was answered with a status. */
    static Ended status(int status) {
        return unopened(Ended.How.REFUSED, Stage.HANDSHAKE, new Cause.HttpStatus(status));
    }

    /** The handshake was not answered. */
    static Ended noAnswer() {
        return unopened(
                Ended.How.REFUSED, Stage.HANDSHAKE, new Cause.NoAnswer(Stage.HANDSHAKE, PEER, Duration.ofSeconds(3)));
    }

    static Ended tcpRefused() {
        return unopened(Ended.How.NO_CONNECTION, Stage.TCP, new Cause.ConnectionRefused(PEER));
    }

    /** This machine had no file for one more connection. */
    static Ended noFiles() {
        return unopened(
                Ended.How.NO_CONNECTION,
                Stage.TCP,
                new Cause.NoLocalSocket(Cause.NoLocalSocket.Lack.OPEN_FILES, null, "Too many open files"));
    }

    private static Ended broken(Violation violation) {
        return open(Ended.How.PROTOCOL_ERROR, new Cause.ProtocolViolation(violation));
    }

    private static Ended open(Ended.How how, Cause cause) {
        return new Ended(0, how, null, null, null, false, 0, cause);
    }

    private static Ended unopened(Ended.How how, Stage step, Cause cause) {
        return new Ended(0, how, step, null, null, false, 0, cause);
    }
}
