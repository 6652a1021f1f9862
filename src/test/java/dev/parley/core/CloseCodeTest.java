package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseCodeTest {
    @Test
    void exactlyTheCodesOfTheRegistryAndTheTwoOpenRangesMayBeSent() {
        IntStream registered = IntStream.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014);
        IntStream open = IntStream.rangeClosed(3000, 4999);
        assertThat(IntStream.range(0, 6000).filter(CloseCode::maySend))
                .containsExactly(IntStream.concat(registered, open).boxed().toArray(Integer[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, normal closure",
        "1001, going away",
        "1006, abnormal closure",
        "1009, message too big",
        "1011, internal error",
        "4001, private use",
        "3000, unregistered",
        "2000, unregistered"
    })
    void codesAreNamedInTheWordsOfTheRegistry(int code, String name) {
        assertThat(CloseCode.name(code)).isEqualTo(name);
    }
}
