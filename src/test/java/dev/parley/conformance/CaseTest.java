package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseTest {
    @Test
    void idsAreInKebabCaseAndUnique() {
        List<String> ids = Cases.ALL.stream().map(Case::id).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void everyRowNamesItsSectionSaysWhatIsRightAndSendsAndExpectsSomething() {
        assertThat(Cases.ALL).hasSize(140).allSatisfy(row -> {
            assertThat(row.section()).matches("(RFC 7692 section )?\\d+(\\.\\d+)*");
            assertThat(row.title())
                    .matches("(takes|fails|closes|answers|passes over|joins|refuses|does not|decompresses) .*[^.]");
            assertThat(row.bytes()).isNotEmpty();
            assertThat(row.expected().words()).isNotEmpty();
        });
    }

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
        assertThat(HexFormat.ofDelimiter(" ").formatHex(row(id).bytes())).isEqualTo(hex);
    }

    @Test
    void lengthsAreInTheFewestBytes() {
        assertThat(row("length-125").bytes()).hasSize(2 + 4 + 125).startsWith(0x82, 0x80 | 125);
        assertThat(row("length-126").bytes()).hasSize(4 + 4 + 126).startsWith(0x82, 0x80 | 126, 0, 126);
        assertThat(row("length-65535").bytes()).hasSize(4 + 4 + 65_535).startsWith(0x82, 0x80 | 126, 0xFF, 0xFF);
        assertThat(row("length-65536").bytes())
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
        assertThat(row(id).sent()).isEqualTo(sent);
        assertThat(row(id).expected().words()).isEqualTo(expected);
    }

    private static Case row(String id) {
        return Cases.ALL.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }
}
