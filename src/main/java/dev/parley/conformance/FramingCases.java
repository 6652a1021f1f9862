package dev.parley.conformance;

import static dev.parley.conformance.Case.row;
import static dev.parley.conformance.Piece.binary;
import static dev.parley.conformance.Piece.frame;
import static dev.parley.conformance.Piece.letters;
import static dev.parley.conformance.Piece.ping;
import static dev.parley.conformance.Piece.text;
import static dev.parley.conformance.Piece.unmasked;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists the cases of plain messages, of reserved bits and opcodes, and of masks. */
final class FramingCases {
    static final List<Case> MESSAGES = List.of(
            row("text", "5.6", "takes a text message").sends(text("Hello")).mustEcho("Hello"),
            row("text-empty", "5.6", "takes an empty text message")
                    .sends(text(""))
                    .mustEcho(""),
            row("binary", "5.6", "takes a binary message")
                    .sends(binary(new byte[] {0, 1, (byte) 0xFF, (byte) 0x80}))
                    .mustEcho(new byte[] {0, 1, (byte) 0xFF, (byte) 0x80}),
            row("binary-empty", "5.6", "takes an empty binary message")
                    .sends(binary(new byte[0]))
                    .mustEcho(new byte[0]),
            row("messages-in-one-segment", "5.2", "takes all messages that come in one TCP segment")
                    .sends(text("one"), text("two"), text("three"), ping("four"))
                    .mustEcho("one")
                    .mustEcho("two")
                    .mustEcho("three")
                    .mustPong("four"),
            row("frame-byte-by-byte", "5.2", "takes frames that come byte by byte")
                    .sendsByteByByte(text("Hello"), binary(letters(126)), ping("after"))
                    .mustEcho("Hello")
                    .mustEcho(letters(126))
                    .mustPong("after"));

    static final List<Case> BITS = List.of(
            row("rsv1", "5.2", "fails a connection on a frame with RSV1, which no extension uses")
                    .sends(frame(0xC1, "Hello"))
                    .mustFail(1002),
            row("rsv2", "5.2", "fails a connection on a frame with RSV2")
                    .sends(frame(0xA1, "Hello"))
                    .mustFail(1002),
            row("rsv3", "5.2", "fails a connection on a frame with RSV3")
                    .sends(frame(0x91, "Hello"))
                    .mustFail(1002),
            row("rsv-all", "5.2", "fails a connection on a binary frame with all three reserved bits")
                    .sends(frame(0xF2, "Hello"))
                    .mustFail(1002),
            row("rsv1-on-ping", "5.2", "fails a connection on a ping with RSV1")
                    .sends(frame(0xC9, "Hello"))
                    .mustFail(1002),
            row("rsv3-on-close", "5.2", "fails a connection on a close frame with RSV3")
                    .sends(frame(0x98, new byte[] {3, (byte) 0xE8}))
                    .mustFail(1002));

    static final List<Case> OPCODES = IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
            .mapToObj(opcode -> row(
                            "reserved-opcode-" + opcode,
                            "5.2",
                            "fails a connection on a frame of the reserved opcode " + opcode)
                    .sends(frame(0x80 | opcode, "Hello"))
                    .mustFail(1002))
            .toList();

    static final List<Case> MASKS = List.of(
            row("unmasked-text", "5.1", "closes on a text frame without a mask")
                    .sends(unmasked(0x81, "Hello"))
                    .mustFail(1002),
            row("unmasked-empty", "5.1", "closes on an empty text frame without a mask")
                    .sends(unmasked(0x81, ""))
                    .mustFail(1002),
            row("unmasked-ping", "5.1", "closes on a ping without a mask")
                    .sends(unmasked(0x89, "Hello"))
                    .mustFail(1002));

    private FramingCases() {}

    static Stream<Case> all() {
        return Stream.of(MESSAGES, BITS, OPCODES, MASKS).flatMap(List::stream);
    }
}
