package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AssemblyTest {
    private final TextAssembly text = new TextAssembly(10);
    private final BinaryAssembly binary = new BinaryAssembly(10);

    @Test
    void partsAreJoinedInOrder() {
        assertThat(text.add("ab")).isTrue();
        assertThat(text.add("")).isTrue();
        assertThat(text.add("cd")).isTrue();
        assertThat(text.take()).isEqualTo("abcd");

        assertThat(binary.add(new byte[] {1, 2})).isTrue();
        assertThat(binary.add(new byte[] {3})).isTrue();
        assertThat(binary.add(new byte[] {4})).isTrue();
        assertThat(binary.take()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void onePartIsNotCopied() {
        byte[] bytes = {1};
        String message = "one";
        text.add(message);
        binary.add(bytes);
        assertThat(text.take()).isSameAs(message);
        assertThat(binary.take()).isSameAs(bytes);
    }

    @Test
    void theLimitIsReachedExactlyAndCountsEachMessageAnew() {
        for (int message = 0; message < 3; message++) {
            assertThat(text.add("12345")).isTrue();
            assertThat(text.add("67890")).isTrue();
            assertThat(text.take()).isEqualTo("1234567890");
            assertThat(binary.add(new byte[10])).isTrue();
            assertThat(binary.take()).hasSize(10);
        }
    }

    @Test
    void oneByteOverTheLimitIsRefusedAndSoIsAllThatFollows() {
        text.add("1234567890");
        assertThat(text.add("1")).isFalse();
        assertThat(text.add("")).isFalse();
        binary.add(new byte[10]);
        assertThat(binary.add(new byte[1])).isFalse();
        assertThat(binary.add(new byte[0])).isFalse();
    }

    @Test
    void textIsCountedInBytesOfUtf8() {
        assertThat(text.add("ééééé")).isTrue();
        assertThat(text.add("x")).isFalse();
    }

    @Test
    void lengthIsThatOfTheEncodedTextHoweverItIsCut() {
        String sample = "aé日😀\u07ff\u0800\uffff";
        long cut = 0;
        for (int i = 0; i < sample.length(); i++) {
            cut += TextAssembly.utf8Length(sample.substring(i, i + 1));
        }
        assertThat(TextAssembly.utf8Length(sample)).isEqualTo(sample.getBytes(StandardCharsets.UTF_8).length);
        assertThat(cut).isEqualTo(TextAssembly.utf8Length(sample));
    }
}
