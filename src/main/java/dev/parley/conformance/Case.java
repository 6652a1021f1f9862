package dev.parley.conformance;

import dev.parley.conformance.Expectation.Answer;
import dev.parley.conformance.Expectation.Answers;
import dev.parley.conformance.Expectation.Failure;
import dev.parley.conformance.Expectation.Reply;
import dev.parley.protocol.Frame;
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
public record Case(
        String id,
        String section,
        String title,
        boolean compression,
        boolean byteByByte,
        List<Piece> pieces,
        Expectation expected) {
    /** Copies the list. */
    public Case {
        pieces = List.copyOf(pieces);
    }

    /** Begins a row, which goes on with {@link #sends}. */
    static Case row(String id, String section, String title) {
        return new Case(id, section, title, false, false, List.of(), new Answers(List.of()));
    }

    /** Begins a row for a connection with permessage-deflate. */
    static Case compressedRow(String id, String section, String title) {
        return new Case(id, section, title, true, false, List.of(), new Answers(List.of()));
    }

    Case sends(Piece... sent) {
        return new Case(id, section, title, compression, byteByByte, List.of(sent), expected);
    }

    Case sendsByteByByte(Piece... sent) {
        return new Case(id, section, title, compression, true, List.of(sent), expected);
    }

    Case mustEcho(String text) {
        return mustAnswer(new Answer(Frame.TEXT, Piece.utf8(text)));
    }

    Case mustEcho(byte[] binary) {
        return mustAnswer(new Answer(Frame.BINARY, binary));
    }

    Case mustPong(String payload) {
        return mustPong(Piece.utf8(payload));
    }

    Case mustPong(byte[] payload) {
        return mustAnswer(new Answer(Frame.PONG, payload));
    }

    /** Expects that the connection is failed, with one of these codes. */
    Case mustFail(Integer... codes) {
        return expects(new Failure(List.of(codes), false));
    }

    /** Expects the same, but lets pass that it goes on: nobody may send this, yet no receiver is told to fail. */
    Case mayFail(Integer... codes) {
        return expects(new Failure(List.of(codes), true));
    }

    Case mustReply(int code) {
        return expects(new Reply(code));
    }

    /** Tells whether what is sent is in order, and has to be taken. */
    public boolean isValid() {
        return !(expected instanceof Failure);
    }

    /** Tells whether frames may follow: there is none that waits for more of its payload. */
    boolean isWhole() {
        return pieces.stream().allMatch(Piece::whole);
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
    public int payloadBytes() {
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
        return pieces.stream().map(Piece::words).collect(Collectors.joining(", "))
                + (byteByByte ? ", byte by byte" : "");
    }

    /** Says where it is said that a server has to do this. */
    String source() {
        return section.startsWith("RFC ") ? section : "RFC 6455 section " + section;
    }

    private Case mustAnswer(Answer answer) {
        return expects(((Answers) expected).and(answer));
    }

    private Case expects(Expectation other) {
        return new Case(id, section, title, compression, byteByByte, pieces, other);
    }
}
