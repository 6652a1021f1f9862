package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SizesTest {
    @Test
    void readsBytesAndUnits() {
        assertThat(Sizes.parse("0")).isZero();
        assertThat(Sizes.parse("1024")).isEqualTo(1024);
        assertThat(Sizes.parse("64KiB")).isEqualTo(65_536);
        assertThat(Sizes.parse("2047MiB")).isEqualTo(2047 * 1024 * 1024);
    }

    @Test
    void refusesTheRestWithWhatIsAllowed() {
        for (String text : new String[] {"", "-1", "1 KiB", "64K", "64kB", "1.5MiB", "KiB"}) {
            assertThatThrownBy(() -> Sizes.parse(text))
                    .hasMessage("'" + text
                            + "' is not a size: give a number of bytes, or one with a unit, like 1024, 64KiB or 1MiB");
        }
        assertThatThrownBy(() -> Sizes.parse("2048MiB")).hasMessage("'2048MiB' is too large: at most 2147483647 bytes");
    }
}
