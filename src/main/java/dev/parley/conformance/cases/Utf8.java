package dev.parley.conformance.cases;

import static dev.parley.conformance.Case.basic;
import static dev.parley.conformance.Payload.hex;
import static dev.parley.conformance.Piece.binary;
import static dev.parley.conformance.Piece.frame;
import static dev.parley.conformance.Piece.text;

import dev.parley.conformance.Case;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Cases of text that is UTF-8 and of text that is not (RFC 3629). */
final class Utf8 {
    static final List<Case> VALID = List.of(
            valid("utf8", "takes characters of one to four bytes", "61 c3 bc e2 82 ac f0 9f 98 80"),
            valid("utf8-nul", "takes U+0000", "61 00 62"),
            valid("utf8-last", "takes U+10FFFF, the last character", "f4 8f bf bf")
                    .number("6.9.4"),
            valid("utf8-beside-surrogates", "takes U+D7FF and U+E000, beside the surrogates", "ed 9f bf ee 80 80"),
            valid("utf8-noncharacters", "takes U+FFFE and U+FFFF, which stand for no character", "ef bf be ef bf bf"),
            basic("binary-no-utf8", "5.6", "takes a binary message that is no UTF-8")
                    .sends(binary(hex("c3 28 ff")))
                    .mustEcho(hex("c3 28 ff")));

    static final List<Case> WRONG = List.of(
            wrong("bad-utf8", "with a byte that UTF-8 does not have", "61 ff 62"),
            wrong("bad-utf8-lone-continuation", "with the second byte of a character only", "61 80 62"),
            wrong("bad-utf8-second-byte", "with a wrong second byte of a character", "c3 28"),
            wrong("bad-utf8-truncated", "that ends within a character", "61 e2 82"),
            wrong("bad-utf8-overlong-2", "with '/' in two bytes, one too many", "c0 af")
                    .number("6.17.1"),
            wrong("bad-utf8-overlong-3", "with '/' in three bytes, two too many", "e0 80 af")
                    .number("6.17.2"),
            wrong("bad-utf8-overlong-4", "with U+FFFF in four bytes, one too many", "f0 8f bf bf")
                    .number("6.18.3"),
            wrong("bad-utf8-surrogate", "with the surrogate U+D800", "ed a0 80").number("6.20.1"),
            wrong("bad-utf8-surrogates", "with a pair of surrogates", "ed a0 bd ed b8 80"),
            wrong("bad-utf8-beyond-last", "with U+110000, beyond the last character", "f4 90 80 80")
                    .number("6.11.5"),
            wrong("bad-utf8-five-bytes", "with a character of five bytes", "f8 88 80 80 80")
                    .number("6.8.1"),
            basic(
                            "bad-utf8-second-fragment",
                            "8.1",
                            "fails a connection on text with a bad byte in its second fragment")
                    .sends(frame(0x01, "Hel"), frame(0x80, hex("ff 6f")))
                    .mustFail(1007),
            basic(
                            "bad-utf8-across-fragments",
                            "8.1",
                            "fails a connection on text with a bad character in two fragments")
                    .sends(frame(0x01, hex("61 c3")), frame(0x80, hex("28 62")))
                    .mustFail(1007),
            basic(
                            "bad-utf8-truncated-fragment",
                            "8.1",
                            "fails a connection on text whose last fragment ends in a character")
                    .sends(frame(0x01, "Hel"), frame(0x80, hex("6c e2 82")))
                    .mustFail(1007),
            // 8.1: who looks at whole messages only finds it later, and may.
            basic("bad-utf8-at-once", "8.1", "fails a connection on a bad byte before the rest of the message comes")
                    .sends(frame(0x01, hex("61 ff 62")))
                    .mayFail(1007));

    private Utf8() {}

    static Stream<Case> all() {
        return Stream.of(VALID, WRONG).flatMap(List::stream);
    }

    private static Case valid(String id, String title, String hex) {
        return basic(id, "5.6", title).sends(text(hex(hex))).mustEcho(new String(hex(hex), StandardCharsets.UTF_8));
    }

    private static Case wrong(String id, String title, String hex) {
        return basic(id, "8.1", "fails a connection on text " + title)
                .sends(text(hex(hex)))
                .mustFail(1007);
    }
}
