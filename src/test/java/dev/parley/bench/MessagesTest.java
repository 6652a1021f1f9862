package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessagesTest {
    @Test
    void numberedMessagesHaveTheLengthAndDiffer() {
        Messages messages = new Messages.Numbered(20);
        Set<String> seen = new HashSet<>();
        for (long n = 0; n < 100_000; n++) {
            byte[] message = messages.message(n);
            assertThat(message).hasSize(20);
            seen.add(new String(message, StandardCharsets.US_ASCII));
        }
        assertThat(seen).hasSize(100_000);
        assertThat(new String(messages.message(32 * 32 + 31), StandardCharsets.US_ASCII))
                .isEqualTo("V01defghijklmnopqrst");
    }

    @Test
    void shortMessagesHaveWhatFitsOfTheNumber() {
        assertThat(new Messages.Numbered(0).message(5)).isEmpty();
        assertThat(new Messages.Numbered(1).message(32 + 10)).isEqualTo(new byte[] {'A'});
    }

    @Test
    void listedMessagesComeInTurn() {
        byte[] a = {1};
        byte[] b = {2};
        Messages messages = new Messages.Listed(List.of(a, b));
        assertThat(messages.message(4)).isSameAs(a);
        assertThat(messages.message(7)).isSameAs(b);
    }
}
