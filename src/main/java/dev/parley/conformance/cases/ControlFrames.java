package dev.parley.conformance.cases;

import static dev.parley.conformance.Case.basic;
import static dev.parley.conformance.Payload.hex;
import static dev.parley.conformance.Payload.letters;
import static dev.parley.conformance.Piece.frame;
import static dev.parley.conformance.Piece.ping;
import static dev.parley.conformance.Piece.pong;
import static dev.parley.conformance.Piece.text;

import dev.parley.conformance.Case;
import java.util.List;
import java.util.stream.Stream;

/** Cases of pings and pongs, and of what no control frame may be. */
final class ControlFrames {
    static final List<Case> PINGS = List.of(
            basic("ping", "5.5.2", "answers a ping with its payload")
                    .sends(ping("Hello"))
                    .mustPong("Hello"),
            basic("ping-empty", "5.5.2", "answers a ping without payload")
                    .number("2.1")
                    .sends(ping(""))
                    .mustPong(""),
            basic("ping-binary", "5.5.2", "answers a ping whose payload is no text")
                    .number("2.3")
                    .sends(frame(0x89, hex("00 ff fe fd fc fb 00 ff")))
                    .mustPong(hex("00 ff fe fd fc fb 00 ff")),
            basic("ping-125", "5.5.2", "answers a ping of 125 bytes whole")
                    .sends(frame(0x89, letters(125)))
                    .mustPong(letters(125)),
            basic("ping-byte-by-byte", "5.5.2", "answers a ping that comes byte by byte")
                    .sendsByteByByte(ping("Hello"))
                    .mustPong("Hello"),
            basic("pings", "5.5.3", "answers pings in order, at least the newest")
                    .sends(ping("1"), ping("2"), ping("3"), ping("4"), ping("5"))
                    .mustPong("1")
                    .mustPong("2")
                    .mustPong("3")
                    .mustPong("4")
                    .mustPong("5"),
            basic("pong-unsolicited", "5.5.3", "passes over a pong that it did not ask for")
                    .sends(pong("Hello"), ping("after"))
                    .mustPong("after"),
            basic("pong-unsolicited-empty", "5.5.3", "passes over a pong without payload that it did not ask for")
                    .sends(pong(""), ping("after"))
                    .mustPong("after"),
            basic("pong-then-text", "5.5.3", "takes a message after a pong that it did not ask for")
                    .sends(pong("Hello"), text("after"))
                    .mustEcho("after"));

    static final List<Case> LIMITS = List.of(
            basic("ping-126", "5.5", "fails a connection on a ping of 126 bytes")
                    .sends(frame(0x89, letters(126)))
                    .mustFail(1002),
            basic("ping-65536", "5.5", "fails a connection on a ping of 65536 bytes")
                    .sends(frame(0x89, letters(65_536)))
                    .mustFail(1002),
            basic("pong-126", "5.5", "fails a connection on a pong of 126 bytes")
                    .sends(frame(0x8A, letters(126)))
                    .mustFail(1002),
            basic("ping-fragmented", "5.5", "fails a connection on a ping without FIN")
                    .sends(frame(0x09, "Hel"), frame(0x80, "lo"))
                    .mustFail(1002),
            basic("pong-fragmented", "5.5", "fails a connection on a pong without FIN")
                    .sends(frame(0x0A, "Hel"), frame(0x80, "lo"))
                    .mustFail(1002),
            basic("close-fragmented", "5.5", "fails a connection on a close frame without FIN")
                    .sends(frame(0x08, hex("03 e8")), frame(0x80, "bye"))
                    .mustFail(1002));

    private ControlFrames() {}

    static Stream<Case> all() {
        return Stream.of(PINGS, LIMITS).flatMap(List::stream);
    }
}
