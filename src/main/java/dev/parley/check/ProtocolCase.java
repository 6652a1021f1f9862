package dev.parley.check;

import dev.parley.check.ProtocolExpectation.Answer;
import dev.parley.check.ProtocolExpectation.Answers;
import dev.parley.check.ProtocolExpectation.Failure;
import dev.parley.check.ProtocolExpectation.Reply;
import dev.parley.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Is one thing that a correct server does, as a row: what is sent on a new connection, and what has to come of it.
 *
 * @param id names it for ever, in kebab case
 * @param section where that is said: of RFC 6455, unless it names another
 * @param title what a correct server does, as a clause without its subject
 * @param compression whether permessage-deflate is needed; else it is not offered
 * @param byteByByte whether each byte goes by itself; else all goes at once
 * @param pieces what is sent
 */
record ProtocolCase(
        String id,
        String section,
        String title,
        boolean compression,
        boolean byteByByte,
        List<ProtocolPiece> pieces,
        ProtocolExpectation expected) {
    /** Copies the list. */
    ProtocolCase {
        pieces = List.copyOf(pieces);
    }

    /** Begins a row, which goes on with {@link #sends}. */
    static ProtocolCase row(String id, String section, String title) {
        return new ProtocolCase(id, section, title, false, false, List.of(), new Answers(List.of()));
    }

    /** Begins a row for a connection with permessage-deflate. */
    static ProtocolCase compressedRow(String id, String section, String title) {
        return new ProtocolCase(id, section, title, true, false, List.of(), new Answers(List.of()));
    }

    ProtocolCase sends(ProtocolPiece... sent) {
        return new ProtocolCase(id, section, title, compression, byteByByte, List.of(sent), expected);
    }

    ProtocolCase sendsByteByByte(ProtocolPiece... sent) {
        return new ProtocolCase(id, section, title, compression, true, List.of(sent), expected);
    }

    ProtocolCase mustEcho(String text) {
        return mustAnswer(new Answer(Frame.TEXT, ProtocolPiece.utf8(text)));
    }

    ProtocolCase mustEcho(byte[] binary) {
        return mustAnswer(new Answer(Frame.BINARY, binary));
    }

    ProtocolCase mustPong(String payload) {
        return mustPong(ProtocolPiece.utf8(payload));
    }

    ProtocolCase mustPong(byte[] payload) {
        return mustAnswer(new Answer(Frame.PONG, payload));
    }

    /** Expects that the connection is failed, with one of these codes. */
    ProtocolCase mustFail(Integer... codes) {
        return expects(new Failure(List.of(codes), false));
    }

    /** Expects the same, but lets pass that it goes on: nobody may send this, yet no receiver is told to fail. */
    ProtocolCase mayFail(Integer... codes) {
        return expects(new Failure(List.of(codes), true));
    }

    ProtocolCase mustReply(int code) {
        return expects(new Reply(code));
    }

    /** Tells whether what is sent is in order, and has to be taken. */
    boolean isValid() {
        return !(expected instanceof Failure);
    }

    /** Tells whether frames may follow: there is none that waits for more of its payload. */
    boolean isWhole() {
        return pieces.stream().allMatch(ProtocolPiece::whole);
    }

    /** Tells whether this is one of the payloads that are sent. */
    boolean contains(byte[] payload) {
        return pieces.stream().anyMatch(piece -> Arrays.equals(piece.payload(), payload));
    }

    /** Tells whether there is a close frame with this code among what is sent. */
    boolean closesWith(int code) {
        return pieces.stream().anyMatch(piece -> piece.closesWith(code));
    }

    /** Returns the longest payload that is sent. */
    int payloadBytes() {
        return pieces.stream().mapToInt(piece -> piece.payload().length).max().orElse(0);
    }

    /** Returns all that is sent. */
    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(piece -> all.writeBytes(piece.bytes()));
        return all.toByteArray();
    }

    /** Says what is sent. */
    String sent() {
        return pieces.stream().map(ProtocolPiece::words).collect(Collectors.joining(", "))
                + (byteByByte ? ", byte by byte" : "");
    }

    /** Says where it is said that a server has to do this. */
    String source() {
        return section.startsWith("RFC ") ? section : "RFC 6455 section " + section;
    }

    private ProtocolCase mustAnswer(Answer answer) {
        return expects(((Answers) expected).and(answer));
    }

    private ProtocolCase expects(ProtocolExpectation other) {
        return new ProtocolCase(id, section, title, compression, byteByByte, pieces, other);
    }
}
