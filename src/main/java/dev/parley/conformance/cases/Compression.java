package dev.parley.conformance.cases;

import static dev.parley.conformance.Case.basic;
import static dev.parley.conformance.Payload.hex;
import static dev.parley.conformance.Piece.frame;
import static dev.parley.conformance.Piece.ping;
import static dev.parley.conformance.Piece.text;

import dev.parley.conformance.Case;
import java.util.List;
import java.util.stream.Stream;

/** Cases of a connection with permessage-deflate; most messages are the examples of RFC 7692. */
final class Compression {
    static final List<Case> VALID = List.of(
            basic("deflate", "RFC 7692 section 7.2.3.1", "decompresses a message")
                    .compressed()
                    .sends(frame(0xC1, hex("f2 48 cd c9 c9 07 00")))
                    .mustEcho("Hello"),
            basic("deflate-fragments", "RFC 7692 section 7.2.3.1", "decompresses a message in two fragments")
                    .compressed()
                    .sends(frame(0x41, hex("f2 48 cd")), frame(0x80, hex("c9 c9 07 00")))
                    .mustEcho("Hello"),
            basic("deflate-stored", "RFC 7692 section 7.2.3.3", "takes a block without compression")
                    .compressed()
                    .sends(frame(0xC1, hex("00 05 00 fa ff 48 65 6c 6c 6f 00")))
                    .mustEcho("Hello"),
            basic("deflate-last-block", "RFC 7692 section 7.2.3.4", "takes a block with BFINAL")
                    .compressed()
                    .sends(frame(0xC1, hex("f3 48 cd c9 c9 07 00 00")))
                    .mustEcho("Hello"),
            basic("deflate-two-blocks", "RFC 7692 section 7.2.3.5", "takes a message of two blocks")
                    .compressed()
                    .sends(frame(0xC1, hex("f2 48 05 00 00 00 ff ff ca c9 c9 07 00")))
                    .mustEcho("Hello"),
            basic("deflate-empty", "RFC 7692 section 7.2.3.6", "takes an empty message that is compressed")
                    .compressed()
                    .sends(frame(0xC1, hex("00")))
                    .mustEcho(""),
            basic("deflate-not-used", "RFC 7692 section 6", "takes a message that is not compressed")
                    .compressed()
                    .sends(text("Hello"))
                    .mustEcho("Hello"),
            basic("deflate-ping-between", "RFC 7692 section 6.1", "answers a ping between compressed fragments")
                    .compressed()
                    .sends(frame(0x41, hex("f2 48 cd")), ping("between"), frame(0x80, hex("c9 c9 07 00")))
                    .mustPong("between")
                    .mustEcho("Hello"));

    static final List<Case> WRONG = List.of(
            basic("deflate-rsv1-on-ping", "RFC 7692 section 6", "fails a connection on a compressed ping")
                    .compressed()
                    .sends(frame(0xC9, hex("f2 48 cd c9 c9 07 00")))
                    .mustFail(1002),
            basic(
                            "deflate-rsv1-on-continuation",
                            "RFC 7692 section 6",
                            "fails a connection on RSV1 in a fragment that is not the first")
                    .compressed()
                    .sends(frame(0x41, hex("f2 48 cd")), frame(0xC0, hex("c9 c9 07 00")))
                    .mustFail(1002),
            basic("deflate-rsv2", "5.2", "fails a connection on RSV2, which compression does not use")
                    .compressed()
                    .sends(frame(0xE1, hex("f2 48 cd c9 c9 07 00")))
                    .mustFail(1002),
            // Neither RFC names the code for data that cannot be decompressed.
            basic("deflate-bad-data", "RFC 7692 section 7.2.2", "fails a connection on data that is no DEFLATE")
                    .compressed()
                    .sends(frame(0xC1, hex("07 ff ff ff ff")))
                    .mustFail(1002, 1007),
            basic("deflate-bad-utf8", "8.1", "fails a connection on text that is no UTF-8 when decompressed")
                    .compressed()
                    .sends(frame(0xC1, hex("00 03 00 fc ff 61 ff 62 00")))
                    .mustFail(1007));

    private Compression() {}

    static Stream<Case> all() {
        return Stream.of(VALID, WRONG).flatMap(List::stream);
    }
}
