package dev.parley.conformance.cases;

import static dev.parley.conformance.Case.basic;
import static dev.parley.conformance.Payload.letters;
import static dev.parley.conformance.Piece.binary;
import static dev.parley.conformance.Piece.ping;
import static dev.parley.conformance.Piece.text;

import dev.parley.conformance.Case;
import java.util.List;

/** Cases of plain messages. */
final class Messages {
    static final List<Case> ROWS = List.of(
            basic("text", "5.6", "takes a text message").sends(text("Hello")).mustEcho("Hello"),
            basic("text-empty", "5.6", "takes an empty text message")
                    .number("1.1.1")
                    .sends(text(""))
                    .mustEcho(""),
            basic("binary", "5.6", "takes a binary message")
                    .sends(binary(new byte[] {0, 1, (byte) 0xFF, (byte) 0x80}))
                    .mustEcho(new byte[] {0, 1, (byte) 0xFF, (byte) 0x80}),
            basic("binary-empty", "5.6", "takes an empty binary message")
                    .number("1.2.1")
                    .sends(binary(new byte[0]))
                    .mustEcho(new byte[0]),
            basic("messages-in-one-segment", "5.2", "takes all messages that come in one TCP segment")
                    .sends(text("one"), text("two"), text("three"), ping("four"))
                    .mustEcho("one")
                    .mustEcho("two")
                    .mustEcho("three")
                    .mustPong("four"),
            basic("frame-byte-by-byte", "5.2", "takes frames that come byte by byte")
                    .sendsByteByByte(text("Hello"), binary(letters(126)), ping("after"))
                    .mustEcho("Hello")
                    .mustEcho(letters(126))
                    .mustPong("after"));

    private Messages() {}
}
