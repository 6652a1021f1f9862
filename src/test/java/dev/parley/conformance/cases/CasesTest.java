package dev.parley.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.Case;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Says what holds for all rows, and that those with a number send what the case of that number sends. */
class CasesTest {
    @Test
    void idsAreInKebabCaseAndUnique() {
        List<String> ids = Cases.ALL.stream().map(Case::id).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void numbersAreUnique() {
        List<String> numbers =
                Cases.ALL.stream().map(Case::number).filter(Objects::nonNull).toList();
        assertThat(numbers).doesNotHaveDuplicates().allMatch(number -> number.matches("[1-7](\\.\\d+){1,2}"));
    }

    @Test
    void everyRowNamesItsSectionSaysWhatIsRightAndSendsAndExpectsSomething() {
        assertThat(Cases.ALL).allSatisfy(row -> {
            assertThat(row.section()).matches("(RFC 7692 section )?\\d+(\\.\\d+)*");
            assertThat(row.title())
                    .matches("(takes|fails|closes|answers|passes over|joins|refuses|does not|decompresses) .*[^.]");
            assertThat(row.script().steps()).isNotEmpty();
            assertThat(row.expected().words()).isNotEmpty();
        });
    }

    @Test
    void checkTriesOneHundredAndFortyOfThem() {
        assertThat(Cases.BASIC).hasSize(140);
    }

    /** The frames that the suite of these numbers sends; it lays down the length of a text, not its words. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.1.1  | text frame without payload
            1.2.1  | binary frame without payload
            2.1    | ping without payload
            2.3    | ping 00 ff fe fd fc fb 00 ff
            6.1.2  | text frame without payload without FIN, continuation without payload without FIN, continuation without payload
            6.8.1  | text frame f8 88 80 80 80
            6.9.4  | text frame f4 8f bf bf
            6.11.5 | text frame f4 90 80 80
            6.17.1 | text frame c0 af
            6.17.2 | text frame e0 80 af
            6.18.3 | text frame f0 8f bf bf
            6.20.1 | text frame ed a0 80
            7.3.1  | close frame without payload
            7.3.2  | close frame 03
            7.3.5  | close frame 1000 with a reason of 123
            7.3.6  | close frame 1000 with a reason of 124
            7.7.1  | close frame 1000
            7.7.4  | close frame 1003
            7.7.5  | close frame 1007
            7.7.9  | close frame 1011
            7.7.13 | close frame 4999
            7.9.1  | close frame 0
            7.9.3  | close frame 1004
            7.9.5  | close frame 1006
            7.9.9  | close frame 2999
            7.13.1 | close frame 5000
            7.13.2 | close frame 65535
            """)
    void aNumberedRowSendsWhatTheCaseOfThatNumberSends(String number, String sent) {
        assertThat(Cases.ALL)
                .filteredOn(row -> number.equals(row.number()))
                .singleElement()
                .satisfies(row -> assertThat(row.script().words()).isEqualTo(sent));
    }
}
