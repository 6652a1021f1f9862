package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.Script.Write;
import dev.parley.conformance.cases.Cases;
import dev.parley.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Says which bytes a script sends, from either side, and how it is told. */
class ScriptTest {
    @ParameterizedTest
    @CsvSource({
        // The masked text of RFC 6455 section 5.7.
        "text, 81 85 37 fa 21 3d 7f 9f 4d 51 58",
        "rsv1, c1 85 37 fa 21 3d 7f 9f 4d 51 58",
        "reserved-opcode-11, 8b 85 37 fa 21 3d 7f 9f 4d 51 58",
        "unmasked-text, 81 05 48 65 6c 6c 6f",
        "ping-empty, 89 80 37 fa 21 3d",
        "fragments, 01 83 37 fa 21 3d 7f 9f 4d 80 82 37 fa 21 3d 5b 95",
        "length-16-bits-for-5, 81 fe 00 05 37 fa 21 3d 7f 9f 4d 51 58",
        "length-64-bits-for-5, 81 ff 00 00 00 00 00 00 00 05 37 fa 21 3d 7f 9f 4d 51 58",
        "length-negative, 82 ff 80 00 00 00 00 00 00 05 37 fa 21 3d 7f 9f 4d 51 58",
        "length-huge, 82 ff 40 00 00 00 00 00 00 00 37 fa 21 3d 7f 9f 4d 51 58",
        "bad-utf8-surrogate, 81 83 37 fa 21 3d da 5a a1",
        "close-of-1-byte, 88 81 37 fa 21 3d 34",
        "close-code-65535, 88 82 37 fa 21 3d c8 05",
        "deflate-fragments, 41 83 37 fa 21 3d c5 b2 ec 80 84 37 fa 21 3d fe 33 26 3d"
    })
    void bytesAreAsWritten(String id, String hex) {
        assertThat(HexFormat.ofDelimiter(" ").formatHex(bytes(id, Role.CLIENT))).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({
        "text, 81 05 48 65 6c 6c 6f",
        "length-16-bits-for-5, 81 7e 00 05 48 65 6c 6c 6f",
        "length-huge, 82 7f 40 00 00 00 00 00 00 00 48 65 6c 6c 6f",
        "fragments-byte-by-byte, 01 03 48 65 6c 00 01 6c 80 01 6f"
    })
    void aServerSendsTheSameWithoutAMask(String id, String hex) {
        assertThat(HexFormat.ofDelimiter(" ").formatHex(bytes(id, Role.SERVER))).isEqualTo(hex);
    }

    @Test
    void lengthsAreInTheFewestBytes() {
        assertThat(bytes("length-125", Role.CLIENT)).hasSize(2 + 4 + 125).startsWith(0x82, 0x80 | 125);
        assertThat(bytes("length-126", Role.CLIENT)).hasSize(4 + 4 + 126).startsWith(0x82, 0x80 | 126, 0, 126);
        assertThat(bytes("length-65535", Role.CLIENT)).hasSize(4 + 4 + 65_535).startsWith(0x82, 0x80 | 126, 0xFF, 0xFF);
        assertThat(bytes("length-65536", Role.CLIENT))
                .hasSize(10 + 4 + 65_536)
                .startsWith(0x82, 0x80 | 127, 0, 0, 0, 0, 0, 1, 0, 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ping-fragmented         | ping 'Hel' without FIN, continuation 'lo'         | close frame 1002
            rsv-all                 | binary frame 'Hello' with RSV1, RSV2, RSV3        | close frame 1002
            close-reason-bad-utf8   | close frame 03 e8 61 ff 62                        | close frame 1007 or 1002
            close-then-text         | close frame 1000, text frame 'late'               | close frame 1000 in reply
            close-without-code      | close frame without payload                       | close frame without a code in reply
            unmasked-text           | text frame 'Hello', unmasked                      | close frame 1002
            length-64-bits-for-126  | binary frame of 126 bytes, its length in 64 bits  | close frame 1002
            ping-between-fragments  | text frame 'Hel' without FIN, ping 'between', continuation 'lo' | pong 'between' and text message 'Hello'
            fragments-byte-by-byte  | text frame 'Hel' without FIN, continuation 'l' without FIN, continuation 'o', byte by byte | text message 'Hello'
            """)
    void whatIsSentAndExpectedIsSaid(String id, String sent, String expected) {
        assertThat(row(id).script().words()).isEqualTo(sent);
        assertThat(row(id).expected().words()).isEqualTo(expected);
    }

    @Test
    void whatGoesTogetherIsOneWrite() {
        assertThat(row("messages-in-one-segment").script().writes(Role.CLIENT))
                .singleElement()
                .satisfies(write -> assertThat(write.afterNanos()).isZero());
    }

    @Test
    void whatIsChoppedGoesByteByByteWithinFiftyMilliseconds() {
        List<Write> few = row("ping-byte-by-byte").script().writes(Role.CLIENT);
        assertThat(few).hasSize(2 + 4 + 5).allMatch(write -> write.bytes().length == 1);
        assertThat(few).extracting(Write::afterNanos).startsWith(0L).endsWith(1_000_000L);
        List<Write> many = row("frame-byte-by-byte").script().writes(Role.CLIENT);
        assertThat(many).hasSize(156);
        assertThat(many.stream().mapToLong(Write::afterNanos).sum()).isBetween(45_000_000L, 50_000_000L);
    }

    @Test
    void pausesPiecesOfAnySizeAndRawBytesCanBeSent() {
        Script script = new Script(List.of(
                new Step.Chop(4, List.of(Piece.text("Hello"))),
                new Step.Pause(Duration.ofSeconds(1)),
                new Step.Raw(new byte[] {(byte) 0x8A, 0})));
        assertThat(script.words()).isEqualTo("text frame 'Hello', 4 bytes at a time, a pause of 1000 ms, bytes 8a 00");
        List<Write> writes = script.writes(Role.SERVER);
        assertThat(writes).extracting(write -> write.bytes().length).containsExactly(4, 3, 2);
        assertThat(writes).extracting(Write::afterNanos).containsExactly(0L, 1_000_000L, 1_000_000_000L);
        assertThat(writes.get(2).bytes()).containsExactly(0x8A, 0);
    }

    private static byte[] bytes(String id, Role sender) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        row(id).script().writes(sender).forEach(write -> all.writeBytes(write.bytes()));
        return all.toByteArray();
    }

    private static Case row(String id) {
        return Cases.ALL.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }
}
