package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HexDumpTest {
    @Test
    void bytesAreShownWithOffsetHexAndWhatCanBePrinted() {
        byte[] bytes = "0123456789abcdef\u001b[31m".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(HexDump.lines(bytes, 10))
                .containsExactly(
                        "00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  |0123456789abcdef|",
                        "00000010  1b 5b 33 31 6d                                   |.[31m|");
    }

    @Test
    void whatIsLeftOutIsCounted() {
        assertThat(HexDump.lines(new byte[40], 1))
                .containsExactly(
                        "00000000  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  |................|",
                        "… 24 more bytes");
        assertThat(HexDump.lines(new byte[0], 1)).isEmpty();
    }
}
