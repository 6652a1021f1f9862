package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTest {
    @ParameterizedTest
    @CsvSource({"'A: b',      'A: b'", "'A:b ',      'A: b'", "'Cookie: x', 'Cookie: …'", "'A: b: c',   'A: b: c'"})
    void headerIsReadAndSecretsAreNotShown(String line, String shown) {
        assertThat(Header.parse(line)).hasToString(shown);
    }

    @Test
    void headerThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Header.parse("no header"))
                .hasMessage("'no header' is not a header: give one like 'Name: value'");
        assertThatThrownBy(() -> Header.parse("a b: c")).hasMessage("'a b' is not the name of a header");
        assertThatThrownBy(() -> new Header("A", "b\r\nEvil: c"))
                .hasMessage("the value of the header A has a line break in it");
    }
}
