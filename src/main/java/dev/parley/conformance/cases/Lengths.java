package dev.parley.conformance.cases;

import static dev.parley.conformance.Case.basic;
import static dev.parley.conformance.Payload.letters;
import static dev.parley.conformance.Payload.utf8;
import static dev.parley.conformance.Piece.announced;
import static dev.parley.conformance.Piece.binary;
import static dev.parley.conformance.Piece.length16;
import static dev.parley.conformance.Piece.length64;

import dev.parley.conformance.Case;
import java.util.List;

/** Cases of how a frame gives its length. */
final class Lengths {
    private static final long HUGE = 1L << 62;

    static final List<Case> ROWS = List.of(
            basic("length-125", "5.2", "takes a message of 125 bytes, the most that 7 bits give")
                    .sends(binary(letters(125)))
                    .mustEcho(letters(125)),
            basic("length-126", "5.2", "takes a message of 126 bytes, the least that 16 bits give")
                    .sends(binary(letters(126)))
                    .mustEcho(letters(126)),
            basic("length-65535", "5.2", "takes a message of 65535 bytes, the most that 16 bits give")
                    .sends(binary(letters(65_535)))
                    .mustEcho(letters(65_535)),
            basic("length-65536", "5.2", "takes a message of 65536 bytes, the least that 64 bits give")
                    .sends(binary(letters(65_536)))
                    .mustEcho(letters(65_536)),
            basic("length-16-bits-for-5", "5.2", "refuses a length of 5 in 16 bits, for the fewest must be used")
                    .sends(length16(0x81, utf8("Hello")))
                    .mayFail(1002),
            basic("length-64-bits-for-5", "5.2", "refuses a length of 5 in 64 bits, for the fewest must be used")
                    .sends(length64(0x81, utf8("Hello")))
                    .mayFail(1002),
            basic("length-64-bits-for-126", "5.2", "refuses a length of 126 in 64 bits, for the fewest must be used")
                    .sends(length64(0x82, letters(126)))
                    .mayFail(1002),
            basic(
                            "length-16-bits-of-ping",
                            "5.5",
                            "refuses a ping with its length in 16 bits, for it has at most 125 bytes")
                    .sends(length16(0x89, utf8("Hello")))
                    .mayFail(1002),
            // 10.4: a limit protects from the last ones, yet who works on a message as it comes may wait for the rest.
            basic("length-negative", "5.2", "does not pass over the most significant of 64 bits, which must be 0")
                    .sends(announced(0x82, Long.MIN_VALUE | 5, "Hello"))
                    .mayFail(1002, 1009),
            basic("length-negative-all-bits", "5.2", "does not read a length of 64 bits that are all 1 as one of -1")
                    .sends(announced(0x82, -1, "Hello"))
                    .mayFail(1002, 1009),
            basic("length-huge", "10.4", "does not set out to read a frame of 2^62 bytes")
                    .sends(announced(0x82, HUGE, "Hello"))
                    .mayFail(1009));

    private Lengths() {}
}
