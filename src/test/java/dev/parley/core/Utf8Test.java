package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ü", "水", "𝄞", "a𝄞b"})
    void textIsValidAndCounted(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.isValid(bytes)).isTrue();
        assertThat(Utf8.length(text)).isEqualTo(bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"61c3", "c328", "eda080", "f4908080", "c080", "80", "ff"})
    void whatIsCutOverlongOrBeyondUnicodeIsNotValid(String hex) {
        assertThat(Utf8.isValid(HexFormat.of().parseHex(hex))).isFalse();
    }
}
