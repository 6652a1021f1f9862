package dev.parley.conformance.cases;

import static dev.parley.conformance.Case.basic;
import static dev.parley.conformance.Payload.hex;
import static dev.parley.conformance.Piece.close;
import static dev.parley.conformance.Piece.frame;
import static dev.parley.conformance.Piece.ping;
import static dev.parley.conformance.Piece.text;

import dev.parley.conformance.Case;
import dev.parley.protocol.Close;
import java.util.List;
import java.util.stream.Stream;

/** Cases of close frames. */
final class Closing {
    static final List<Case> VALID = List.of(
            basic("close-without-code", "5.5.1", "answers a close frame without a code")
                    .number("7.3.1")
                    .sends(close(new byte[0]))
                    .mustReply(Close.NO_CODE),
            basic("close-with-reason", "5.5.1", "answers a close frame with a reason")
                    .sends(close(1000, "bye, größer €"))
                    .mustReply(1000),
            basic("close-reason-123", "5.5.1", "answers a close frame with a reason of 123 bytes")
                    .number("7.3.5")
                    .sends(close(1000, "x".repeat(123)))
                    .mustReply(1000),
            basic("close-then-text", "1.4", "answers a close frame, and no message after it")
                    .sends(close(1000, ""), text("late"))
                    .mustReply(1000),
            basic("close-then-ping", "1.4", "answers a close frame, and no ping after it")
                    .sends(close(1000, ""), ping("late"))
                    .mustReply(1000),
            basic("close-twice", "1.4", "answers a close frame, and passes over a second")
                    .sends(close(1000, ""), close(1001, ""))
                    .mustReply(1000));

    static final List<Case> CODES = List.of(
            code(1000).number("7.7.1"),
            code(1001).number("7.7.2"),
            code(1002).number("7.7.3"),
            code(1003).number("7.7.4"),
            code(1007).number("7.7.5"),
            code(1008).number("7.7.6"),
            code(1009).number("7.7.7"),
            code(1010).number("7.7.8"),
            code(1011).number("7.7.9"),
            code(3000).number("7.7.10"),
            code(3999).number("7.7.11"),
            code(4000).number("7.7.12"),
            code(4999).number("7.7.13"));

    static final List<Case> WRONG = List.of(
            basic("close-of-1-byte", "5.5.1", "fails a connection on a close frame with half a code")
                    .number("7.3.2")
                    .sends(close(hex("03")))
                    .mustFail(1002),
            basic("close-reason-124", "5.5", "fails a connection on a close frame of 126 bytes")
                    .number("7.3.6")
                    .sends(close(1000, "x".repeat(124)))
                    .mustFail(1002),
            // 7.4.1 defines 1007 for messages; that a reason has to be UTF-8 is a rule of the protocol.
            basic("close-reason-bad-utf8", "5.5.1", "fails a connection on a close frame whose reason is no UTF-8")
                    .sends(close(hex("03 e8 61 ff 62")))
                    .mustFail(1007, 1002),
            basic("close-rsv1", "5.2", "fails a connection on a close frame with RSV1")
                    .sends(frame(0xC8, hex("03 e8")))
                    .mustFail(1002));

    static final List<Case> WRONG_CODES = List.of(
            // 7.4.1: these never travel, or are reserved.
            wrongCode(1004, "7.4.1").number("7.9.3"),
            wrongCode(1005, "7.4.1").number("7.9.4"),
            wrongCode(1006, "7.4.1").number("7.9.5"),
            wrongCode(1015, "7.4.1"),
            // 7.4.2: below 1000 none is used, and below 3000 none that the protocol does not define.
            wrongCode(0, "7.4.2").number("7.9.1"),
            wrongCode(999, "7.4.2").number("7.9.2"),
            wrongCode(1016, "7.4.2").number("7.9.6"),
            wrongCode(1100, "7.4.2").number("7.9.7"),
            wrongCode(2000, "7.4.2").number("7.9.8"),
            wrongCode(2999, "7.4.2").number("7.9.9"),
            // 7.4.2 says nothing of these.
            undefinedCode(5000).number("7.13.1"),
            undefinedCode(65_535).number("7.13.2"));

    private Closing() {}

    static Stream<Case> all() {
        return Stream.of(VALID, CODES, WRONG, WRONG_CODES).flatMap(List::stream);
    }

    private static Case code(int code) {
        return closing(code, "7.4", "answers a close frame with the code " + code)
                .mustReply(code);
    }

    private static Case wrongCode(int code, String section) {
        return closing(code, section, "fails a connection on the close code " + code)
                .mustFail(1002);
    }

    private static Case undefinedCode(int code) {
        return closing(code, "7.4.2", "refuses the close code " + code + ", which is undefined")
                .mayFail(1002);
    }

    private static Case closing(int code, String section, String title) {
        return basic("close-code-" + code, section, title).sends(close(code, ""));
    }
}
