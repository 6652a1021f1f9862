package dev.parley.conformance;

import static dev.parley.conformance.Case.row;
import static dev.parley.conformance.Piece.close;
import static dev.parley.conformance.Piece.frame;
import static dev.parley.conformance.Piece.hex;
import static dev.parley.conformance.Piece.ping;
import static dev.parley.conformance.Piece.text;

import dev.parley.protocol.Close;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists the cases of close frames. */
final class CloseCases {
    static final List<Case> VALID = List.of(
            row("close-without-code", "5.5.1", "answers a close frame without a code")
                    .sends(close(new byte[0]))
                    .mustReply(Close.NO_CODE),
            row("close-with-reason", "5.5.1", "answers a close frame with a reason")
                    .sends(close(1000, "bye, größer €"))
                    .mustReply(1000),
            row("close-reason-123", "5.5.1", "answers a close frame with a reason of 123 bytes")
                    .sends(close(1000, "x".repeat(123)))
                    .mustReply(1000),
            row("close-then-text", "1.4", "answers a close frame, and no message after it")
                    .sends(close(1000, ""), text("late"))
                    .mustReply(1000),
            row("close-then-ping", "1.4", "answers a close frame, and no ping after it")
                    .sends(close(1000, ""), ping("late"))
                    .mustReply(1000),
            row("close-twice", "1.4", "answers a close frame, and passes over a second")
                    .sends(close(1000, ""), close(1001, ""))
                    .mustReply(1000));

    static final List<Case> CODES = IntStream.of(
                    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999)
            .mapToObj(code -> row("close-code-" + code, "7.4", "answers a close frame with the code " + code)
                    .sends(close(code, ""))
                    .mustReply(code))
            .toList();

    static final List<Case> WRONG = List.of(
            row("close-of-1-byte", "5.5.1", "fails a connection on a close frame with half a code")
                    .sends(close(hex("03")))
                    .mustFail(1002),
            row("close-reason-124", "5.5", "fails a connection on a close frame of 126 bytes")
                    .sends(close(1000, "x".repeat(124)))
                    .mustFail(1002),
            // 7.4.1 defines 1007 for messages; that a reason has to be UTF-8 is a rule of the protocol.
            row("close-reason-bad-utf8", "5.5.1", "fails a connection on a close frame whose reason is no UTF-8")
                    .sends(close(hex("03 e8 61 ff 62")))
                    .mustFail(1007, 1002),
            row("close-rsv1", "5.2", "fails a connection on a close frame with RSV1")
                    .sends(frame(0xC8, hex("03 e8")))
                    .mustFail(1002));

    static final List<Case> WRONG_CODES = Stream.concat(
                    // 7.4.1: these never travel, or are reserved.
                    IntStream.of(1004, 1005, 1006, 1015).mapToObj(code -> badCode(code, "7.4.1")),
                    // 7.4.2: below 1000 none is used, and below 3000 none that the protocol does not define.
                    IntStream.of(0, 999, 1016, 1100, 2000, 2999).mapToObj(code -> badCode(code, "7.4.2")))
            .toList();

    static final List<Case> UNDEFINED_CODES = IntStream.of(5000, 65_535)
            // 7.4.2 says nothing of them.
            .mapToObj(code -> row(
                            "close-code-" + code, "7.4.2", "refuses the close code " + code + ", which is undefined")
                    .sends(close(code, ""))
                    .mayFail(1002))
            .toList();

    private CloseCases() {}

    static Stream<Case> all() {
        return Stream.of(VALID, CODES, WRONG, WRONG_CODES, UNDEFINED_CODES).flatMap(List::stream);
    }

    private static Case badCode(int code, String section) {
        return row("close-code-" + code, section, "fails a connection on the close code " + code)
                .sends(close(code, ""))
                .mustFail(1002);
    }
}
