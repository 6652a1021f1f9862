package dev.parley.conformance;

import dev.parley.conformance.Expectation.Answer;
import dev.parley.conformance.Expectation.Answers;
import dev.parley.conformance.Expectation.Failure;
import dev.parley.conformance.Expectation.Reply;
import dev.parley.protocol.Frame;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One thing that a correct peer does, as a row: what is sent on a new connection, and what has to come of it.
 *
 * @param id names it for ever, in kebab case
 * @param number of the case in Autobahn's suite that sends the same frames and expects the same; null if there is none
 * @param section where that is said: of RFC 6455, unless it names another
 * @param title what a correct peer does, as a clause without its subject
 * @param basic whether {@code check} tries it
 * @param side which peers it can be tried on
 * @param needs what it cannot be tried without
 * @param script what is sent
 */
public record Case(
        String id,
        String number,
        String section,
        String title,
        boolean basic,
        Side side,
        Set<Need> needs,
        Script script,
        Expectation expected) {
    /** Copies the set. */
    public Case {
        needs = Set.copyOf(needs);
    }

    /** Begins a row that {@code check} tries, too; it goes on with {@link #sends}. */
    public static Case basic(String id, String section, String title) {
        Script nothing = new Script(List.of());
        return new Case(id, null, section, title, true, Side.BOTH, Set.of(), nothing, new Answers(List.of()));
    }

    /** Returns the same under a number of Autobahn's. */
    public Case number(String other) {
        return new Case(id, other, section, title, basic, side, needs, script, expected);
    }

    /** Returns the same for one side only. */
    public Case on(Side only) {
        return new Case(id, number, section, title, basic, only, needs, script, expected);
    }

    /** Returns the same for a connection with permessage-deflate. */
    public Case compressed() {
        return needs(Need.COMPRESSION);
    }

    /** Returns the same with pieces that go out together. */
    public Case sends(Piece... pieces) {
        return script(new Step.Send(List.of(pieces)));
    }

    /** Returns the same with pieces of which each byte goes by itself. */
    public Case sendsByteByByte(Piece... pieces) {
        return script(new Step.Chop(1, List.of(pieces)));
    }

    /** Returns the same, also expecting this text back. */
    public Case mustEcho(String text) {
        return needs(Need.MESSAGES).mustAnswer(new Answer(Frame.TEXT, Payload.utf8(text)));
    }

    /** Returns the same, also expecting this binary message back. */
    public Case mustEcho(byte[] binary) {
        return needs(Need.MESSAGES).mustAnswer(new Answer(Frame.BINARY, binary));
    }

    /** Returns the same, also expecting this pong. */
    public Case mustPong(String payload) {
        return mustPong(Payload.utf8(payload));
    }

    /** Returns the same, also expecting this pong. */
    public Case mustPong(byte[] payload) {
        return mustAnswer(new Answer(Frame.PONG, payload));
    }

    /** Returns the same, expecting that the connection is failed, with one of these codes. */
    public Case mustFail(Integer... codes) {
        return expects(new Failure(List.of(codes), false));
    }

    /** Returns the same, but lets pass that it goes on: nobody may send this, yet no receiver is told to fail. */
    public Case mayFail(Integer... codes) {
        return expects(new Failure(List.of(codes), true));
    }

    /** Returns the same, expecting a close frame in reply. */
    public Case mustReply(int code) {
        return expects(new Reply(code));
    }

    /** Tells whether what is sent is in order, and has to be taken. */
    public boolean isValid() {
        return !(expected instanceof Failure);
    }

    /** Tells whether it has this need. */
    public boolean isInNeedOf(Need need) {
        return needs.contains(need);
    }

    /** Returns the longest payload that is sent. */
    public int payloadBytes() {
        return script.pieces().stream()
                .mapToInt(piece -> piece.payload().length)
                .max()
                .orElse(0);
    }

    /** Tells whether frames may follow: there is none that waits for more of its payload. */
    boolean isWhole() {
        return script.pieces().stream().allMatch(Piece::isWhole);
    }

    /** Tells whether this is one of the payloads that are sent. */
    boolean contains(byte[] payload) {
        return script.pieces().stream().anyMatch(piece -> Arrays.equals(piece.payload(), payload));
    }

    /** Tells whether there is a close frame with this code among what is sent. */
    boolean closesWith(int code) {
        return script.pieces().stream().anyMatch(piece -> piece.closesWith(code));
    }

    /** Says where it is said that a peer has to do this. */
    String source() {
        return section.startsWith("RFC ") ? section : "RFC 6455 section " + section;
    }

    private Case needs(Need need) {
        Set<Need> all = EnumSet.of(need);
        all.addAll(needs);
        return new Case(id, number, section, title, basic, side, all, script, expected);
    }

    private Case script(Step step) {
        return new Case(id, number, section, title, basic, side, needs, new Script(List.of(step)), expected);
    }

    private Case mustAnswer(Answer answer) {
        return expects(((Answers) expected).and(answer));
    }

    private Case expects(Expectation other) {
        return new Case(id, number, section, title, basic, side, needs, script, other);
    }
}
