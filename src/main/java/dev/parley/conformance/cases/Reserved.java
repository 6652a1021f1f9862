package dev.parley.conformance.cases;

import static dev.parley.conformance.Case.basic;
import static dev.parley.conformance.Piece.frame;

import dev.parley.conformance.Case;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cases of bits and opcodes that are reserved. */
final class Reserved {
    static final List<Case> BITS = List.of(
            basic("rsv1", "5.2", "fails a connection on a frame with RSV1, which no extension uses")
                    .sends(frame(0xC1, "Hello"))
                    .mustFail(1002),
            basic("rsv2", "5.2", "fails a connection on a frame with RSV2")
                    .sends(frame(0xA1, "Hello"))
                    .mustFail(1002),
            basic("rsv3", "5.2", "fails a connection on a frame with RSV3")
                    .sends(frame(0x91, "Hello"))
                    .mustFail(1002),
            basic("rsv-all", "5.2", "fails a connection on a binary frame with all three reserved bits")
                    .sends(frame(0xF2, "Hello"))
                    .mustFail(1002),
            basic("rsv1-on-ping", "5.2", "fails a connection on a ping with RSV1")
                    .sends(frame(0xC9, "Hello"))
                    .mustFail(1002),
            basic("rsv3-on-close", "5.2", "fails a connection on a close frame with RSV3")
                    .sends(frame(0x98, new byte[] {3, (byte) 0xE8}))
                    .mustFail(1002));

    static final List<Case> OPCODES = IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
            .mapToObj(opcode -> basic(
                            "reserved-opcode-" + opcode,
                            "5.2",
                            "fails a connection on a frame of the reserved opcode " + opcode)
                    .sends(frame(0x80 | opcode, "Hello"))
                    .mustFail(1002))
            .toList();

    private Reserved() {}

    static Stream<Case> all() {
        return Stream.of(BITS, OPCODES).flatMap(List::stream);
    }
}
