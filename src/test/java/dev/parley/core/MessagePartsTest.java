package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessagePartsTest {
    private final MessageParts message = new MessageParts();

    @Test
    void partsAreJoinedInOrderAndEachMessageAnew() {
        for (int i = 0; i < 2; i++) {
            message.add("ab");
            message.add("");
            message.add("cd");
            assertThat(message.takeText()).isEqualTo("abcd");

            message.add(new byte[] {1, 2});
            message.add(new byte[] {3});
            message.add(new byte[] {4});
            assertThat(message.takeBinary()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void clearedItKeepsNothingOfAMessage() {
        message.add("of a message ");
        message.add("that is too long");
        message.clear();
        message.add("next");
        assertThat(message.takeText()).isEqualTo("next");

        message.add(new byte[] {1});
        message.add(new byte[] {2});
        message.clear();
        message.add(new byte[] {3});
        assertThat(message.takeBinary()).containsExactly(3);
    }

    @Test
    void onePartIsNotCopied() {
        byte[] bytes = {1};
        String text = "one";
        message.add(text);
        assertThat(message.takeText()).isSameAs(text);
        message.add(bytes);
        assertThat(message.takeBinary()).isSameAs(bytes);
    }

    @Test
    void lengthIsThatOfTheEncodedTextHoweverItIsCut() {
        String sample = "aé日😀\u07ff\u0800\uffff";
        int cut = 0;
        for (int i = 0; i < sample.length(); i++) {
            cut += Utf8.length(sample.substring(i, i + 1));
        }
        assertThat(Utf8.length(sample)).isEqualTo(sample.getBytes(StandardCharsets.UTF_8).length);
        assertThat(cut).isEqualTo(Utf8.length(sample));
    }
}
