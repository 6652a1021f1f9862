package dev.parley.check;

import dev.parley.wire.Close;
import dev.parley.wire.Ended;
import dev.parley.wire.Step;

/** Ends of connections that never were, for the tests of judges. */
final class Invented {
    private Invented() {}

    /** The peer closed, and was answered. */
    static Ended closed(int code, String reason) {
        Close close = new Close(code, reason);
        return new Ended(0, Ended.How.CLOSED, null, close, close, true, 0, "");
    }

    /** This side closed with a code, and was answered with another. */
    static Ended answered(int sent, int received) {
        return new Ended(0, Ended.How.CLOSED, null, new Close(received, ""), new Close(sent, ""), false, 0, "");
    }

    static Ended fin() {
        return new Ended(0, Ended.How.FIN, null, null, null, false, 0, "");
    }

    static Ended rst() {
        return new Ended(0, Ended.How.RST, null, null, null, false, 0, "Connection reset");
    }

    /** This side closed, and was not answered. */
    static Ended noCloseAnswer() {
        return new Ended(0, Ended.How.NO_CLOSE_ANSWER, null, null, new Close(1000, ""), false, 0, "");
    }

    static Ended reservedBit() {
        return broken("a frame has a reserved bit set (section 5.2)");
    }

    static Ended garbage() {
        return broken("a message cannot be decompressed (RFC 7692 section 7.2.2)");
    }

    static Ended illegalCode(int code) {
        return broken("a close frame has the code " + code + ", which may not be sent (section 7.4)");
    }

    static Ended status(int status) {
        return new Ended(0, Ended.How.REFUSED, Step.Kind.HANDSHAKE, null, null, false, 0, "HTTP " + status);
    }

    static Ended noAnswer() {
        return new Ended(
                0,
                Ended.How.REFUSED,
                Step.Kind.HANDSHAKE,
                null,
                null,
                false,
                0,
                "no answer to the handshake within 3s");
    }

    static Ended tcpRefused() {
        return new Ended(
                0, Ended.How.NO_CONNECTION, Step.Kind.TCP, null, null, false, 0, "192.0.2.7:80 refused the connection");
    }

    static Ended noFiles() {
        return new Ended(0, Ended.How.NO_CONNECTION, Step.Kind.TCP, null, null, false, 0, "Too many open files");
    }

    private static Ended broken(String detail) {
        return new Ended(0, Ended.How.PROTOCOL_ERROR, null, null, null, false, 0, detail);
    }
}
