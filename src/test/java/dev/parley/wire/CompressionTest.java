package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; client_no_context_takeover",
                "permessage-deflate; server_no_context_takeover; server_max_window_bits=10",
                "Permessage-Deflate;client_no_context_takeover;server_no_context_takeover"
            })
    void messagesComeOutAsTheyWentIn(String accepted) throws Exception {
        Compression one = Compression.accepted(accepted);
        for (String text : new String[] {"", "a", "hello hello hello", "x".repeat(100_000), "hello hello hello"}) {
            byte[] message = text.getBytes(StandardCharsets.UTF_8);
            assertThat(one.decompress(one.compress(message), 1_000_000)).isEqualTo(message);
        }
        one.release();
    }

    @Test
    void examplesOfTheRfcAreRead() throws Exception {
        Compression one = Compression.accepted("permessage-deflate");
        // RFC 7692 sections 7.2.3.1, 7.2.3.2 (with the window of the first), 7.2.3.3, 7.2.3.4 and 7.2.3.5.
        for (String hex : new String[] {
            "f248cdc9c90700", "f200110000", "000500faff48656c6c6f00", "f348cdc9c9070000", "f24805000000ffffcac9c90700"
        }) {
            assertThat(one.decompress(HexFormat.of().parseHex(hex), 100))
                    .asString()
                    .isEqualTo("Hello");
        }
        assertThat(one.decompress(new byte[1], 100)).isEmpty();
        one.release();
    }

    @ParameterizedTest
    @CsvSource({
        "permessage-deflate, true",
        "permessage-deflate; client_max_window_bits=15, true",
        "permessage-deflate; client_max_window_bits = \"15\", true",
        "permessage-deflate; client_max_window_bits=14, false"
    })
    void messagesAreSentAsTheyAreIfTheWindowIsToBeSmaller(String accepted, boolean sends) throws Exception {
        Compression one = Compression.accepted(accepted);
        assertThat(one.sends()).isEqualTo(sends);
        one.release();
    }

    @Test
    void bombEndsAtTheLimit() throws Exception {
        Compression one = Compression.accepted("permessage-deflate");
        byte[] bomb = one.compress(new byte[10_000_000]);
        assertThat(bomb).hasSizeLessThan(20_000);
        assertThat(one.decompress(bomb, 9_999_999)).isNull();
        one.release();
    }

    @Test
    void whatIsNotDeflateIsRefused() throws Exception {
        Compression one = Compression.accepted("permessage-deflate");
        assertThatThrownBy(() -> one.decompress(new byte[] {7, 7, 7}, 100)).isInstanceOf(DataFormatException.class);
        one.release();
    }

    @ParameterizedTest
    @CsvSource({
        "x-webkit-deflate-frame, the server chose the extension 'x-webkit-deflate-frame'",
        "permessage-deflate; strange, the server asks for 'strange'"
    })
    void whatWasNotOfferedIsRefused(String accepted, String begin) {
        assertThatThrownBy(() -> Compression.accepted(accepted)).hasMessage(begin + ", which was not offered");
    }
}
