package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.Close;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {
    @Test
    void messagesAreSentAsTheCommandSays(@TempDir Path folder) throws IOException {
        assertThat(sent("/text  /x ")).satisfies(message -> {
            assertThat(message.text()).isTrue();
            assertThat(message.payload()).asString().isEqualTo("/x ");
        });
        assertThat(sent("//slash").payload()).asString().isEqualTo("/slash");
        assertThat(sent("/binary 00 fF7f").payload()).containsExactly(0, 0xFF, 0x7F);
        assertThat(sent("/binary").payload()).isEmpty();
        assertThat(sent("/base64 AAE=").payload()).containsExactly(0, 1);
        Path file = Files.write(folder.resolve("a b"), new byte[] {1, 2});
        assertThat(sent("/file " + file)).satisfies(message -> {
            assertThat(message.text()).isFalse();
            assertThat(message.payload()).containsExactly(1, 2);
        });
        assertThat(sent("/textfile " + file).text()).isTrue();
        assertThatThrownBy(() -> Command.parse("/file " + folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void closeTakesACodeAndAReason() throws IOException {
        assertThat(Command.parse("/close")).isEqualTo(new Command.CloseWith(new Close(1000, "")));
        assertThat(Command.parse("/close 4000  good bye"))
                .isEqualTo(new Command.CloseWith(new Close(4000, "good bye")));
    }

    @ParameterizedTest
    @CsvSource({
        "/nope, 'there is no command /nope: /help shows them, and //… sends a message that starts with a slash'",
        "/binary 0, ''' 0'' is not hex: give two digits for each byte, like 48 69'",
        "/base64 *, '''*'' is not base64: give something like SGk='",
        "/close 1006, '''1006'' is not a code that may be sent: give one of 1000-1003, 1007-1014 or 3000-4999'",
        "/file, 'which file? Give its path: /file picture.png'"
    })
    void whatIsWrongIsSaidInOneLine(String line, String said) {
        assertThatThrownBy(() -> Command.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(said.replace("' 0'", "'0'"));
    }

    @Test
    void controlFramesKeepTheirLimits() {
        assertThatThrownBy(() -> Command.parse("/ping " + "x".repeat(126)))
                .hasMessage("a ping or pong carries at most 125 bytes, these are 126");
        assertThatThrownBy(() -> Command.parse("/close 1000 " + "x".repeat(124)))
                .hasMessage("a reason has at most 123 bytes");
    }

    private static Outgoing sent(String line) throws IOException {
        return ((Command.Send) Command.parse(line)).message();
    }
}
