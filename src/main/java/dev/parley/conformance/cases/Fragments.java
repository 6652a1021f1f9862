package dev.parley.conformance.cases;

import static dev.parley.conformance.Case.basic;
import static dev.parley.conformance.Payload.hex;
import static dev.parley.conformance.Piece.begin;
import static dev.parley.conformance.Piece.close;
import static dev.parley.conformance.Piece.end;
import static dev.parley.conformance.Piece.frame;
import static dev.parley.conformance.Piece.middle;
import static dev.parley.conformance.Piece.ping;
import static dev.parley.conformance.Piece.pong;
import static dev.parley.conformance.Piece.text;

import dev.parley.conformance.Case;
import java.util.List;
import java.util.stream.Stream;

/** Cases of messages in several frames. */
final class Fragments {
    static final List<Case> VALID = List.of(
            basic("fragments", "5.4", "joins the fragments of a text message")
                    .sends(begin("Hel"), end("lo"))
                    .mustEcho("Hello"),
            basic("fragments-binary", "5.4", "joins the fragments of a binary message")
                    .sends(frame(0x02, hex("00 ff")), frame(0x00, hex("fe")), frame(0x80, hex("01")))
                    .mustEcho(hex("00 ff fe 01")),
            basic("fragments-byte-by-byte", "5.4", "joins fragments that come byte by byte")
                    .sendsByteByByte(begin("Hel"), middle("l"), end("o"))
                    .mustEcho("Hello"),
            basic("fragments-first-empty", "5.4", "takes an empty first fragment")
                    .sends(begin(""), end("Hello"))
                    .mustEcho("Hello"),
            basic("fragments-middle-empty", "5.4", "takes an empty fragment in the middle")
                    .sends(begin("Hel"), middle(""), end("lo"))
                    .mustEcho("Hello"),
            basic("fragments-last-empty", "5.4", "takes an empty last fragment")
                    .sends(begin("Hello"), end(""))
                    .mustEcho("Hello"),
            basic("fragments-all-empty", "5.4", "takes an empty message in three empty fragments")
                    .number("6.1.2")
                    .sends(begin(""), middle(""), end(""))
                    .mustEcho(""),
            basic("fragments-in-character", "5.6", "takes text that is cut within a character")
                    .sends(frame(0x01, hex("c3")), frame(0x00, hex("bc e2 82")), frame(0x80, hex("ac")))
                    .mustEcho("ü€"),
            basic("ping-between-fragments", "5.4", "answers a ping between two fragments")
                    .sends(begin("Hel"), ping("between"), end("lo"))
                    .mustPong("between")
                    .mustEcho("Hello"),
            basic("pong-between-fragments", "5.4", "passes over a pong between two fragments")
                    .sends(begin("Hel"), pong("between"), end("lo"))
                    .mustEcho("Hello"),
            basic("ping-in-character", "5.4", "answers a ping in the middle of a character that is cut")
                    .sends(frame(0x01, hex("e2 82")), ping("between"), frame(0x80, hex("ac")))
                    .mustPong("between")
                    .mustEcho("€"),
            basic("close-between-fragments", "5.4", "closes between two fragments")
                    .sends(begin("Hel"), close(1000, ""))
                    .mustReply(1000));

    static final List<Case> WRONG = List.of(
            basic("continuation-of-nothing", "5.4", "fails a connection on a last fragment without a first")
                    .sends(end("lo"))
                    .mustFail(1002),
            basic("continuation-of-nothing-more", "5.4", "fails a connection on a middle fragment without a first")
                    .sends(middle("l"))
                    .mustFail(1002),
            basic("continuation-of-whole", "5.4", "fails a connection on a fragment after a message that was whole")
                    .sends(text("Hel"), end("lo"))
                    .mustFail(1002),
            basic("continuation-of-ended", "5.4", "fails a connection on a fragment after the last one")
                    .sends(begin("Hel"), end("lo"), end("lo"))
                    .mustFail(1002),
            basic("text-within-text", "5.4", "fails a connection on a message within the fragments of another")
                    .sends(begin("Hel"), text("lo"))
                    .mustFail(1002),
            basic("binary-within-text", "5.4", "fails a connection on a binary message within the fragments of a text")
                    .sends(begin("Hel"), frame(0x82, "lo"))
                    .mustFail(1002),
            basic("begin-within-text", "5.4", "fails a connection on a first fragment within the fragments of another")
                    .sends(begin("Hel"), begin("lo"), end("!"))
                    .mustFail(1002),
            basic("rsv2-on-continuation", "5.2", "fails a connection on a last fragment with RSV2")
                    .sends(begin("Hel"), frame(0xA0, "lo"))
                    .mustFail(1002));

    private Fragments() {}

    static Stream<Case> all() {
        return Stream.of(VALID, WRONG).flatMap(List::stream);
    }
}
