package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; client_no_context_takeover",
                "permessage-deflate; server_no_context_takeover; server_max_window_bits=10",
                "Permessage-Deflate;client_no_context_takeover;server_no_context_takeover"
            })
    void messagesComeOutAsTheyWentIn(String accepted) throws Exception {
        Deflate one = client(accepted);
        for (String text : new String[] {"", "a", "hello hello hello", "x".repeat(100_000), "hello hello hello"}) {
            byte[] message = text.getBytes(StandardCharsets.UTF_8);
            assertThat(one.decompress(one.compress(message), 1_000_000)).isEqualTo(message);
        }
        one.release();
    }

    @Test
    void examplesOfTheRfcAreRead() throws Exception {
        Deflate one = client("permessage-deflate");
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
        Deflate one = client(accepted);
        assertThat(one.sends()).isEqualTo(sends);
        one.release();
    }

    @Test
    void bombEndsAtTheLimit() throws Exception {
        Deflate one = client("permessage-deflate");
        byte[] bomb = one.compress(new byte[10_000_000]);
        assertThat(bomb).hasSizeLessThan(20_000);
        assertThat(one.decompress(bomb, 9_999_999)).isNull();
        one.release();
    }

    @Test
    void whatIsNotDeflateIsRefused() throws Exception {
        Deflate one = client("permessage-deflate");
        assertThatThrownBy(() -> one.decompress(new byte[] {7, 7, 7}, 100)).isInstanceOf(DataFormatException.class);
        one.release();
    }

    @ParameterizedTest
    @CsvSource({
        "x-webkit-deflate-frame, EXTENSION_NOT_OFFERED, x-webkit-deflate-frame",
        "permessage-deflate; strange, EXTENSION_PARAMETER, strange",
        "permessage-deflate; client_max_window_bits, EXTENSION_PARAMETER, client_max_window_bits",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover, EXTENSION_PARAMETER,"
                + " server_no_context_takeover"
    })
    void whatWasNotOfferedIsRefused(String accepted, HandshakeRule rule, String value) {
        assertThatThrownBy(() -> DeflateParameters.accepted(accepted))
                .isInstanceOfSatisfying(HandshakeViolation.class, violation -> {
                    assertThat(violation.rule()).isEqualTo(rule);
                    assertThat(violation.value()).isEqualTo(value);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "permessage-deflate, permessage-deflate",
        "permessage-deflate; client_max_window_bits, permessage-deflate",
        "permessage-deflate; client_max_window_bits=10, permessage-deflate; client_max_window_bits=10",
        "permessage-deflate; server_no_context_takeover, permessage-deflate; server_no_context_takeover",
        "permessage-deflate; server_max_window_bits=10,",
        "permessage-deflate; server_max_window_bits,",
        "permessage-deflate; strange,",
        "x-webkit-deflate-frame,"
    })
    void serverTakesAnOfferThatItCanKeep(String offer, String answer) {
        DeflateParameters taken = DeflateParameters.offered(offer);
        assertThat(taken == null ? null : taken.answer()).isEqualTo(answer);
    }

    @Test
    void eachSideStartsAnewAsItAgreedTo() throws Exception {
        DeflateParameters agreed = DeflateParameters.accepted("permessage-deflate; server_no_context_takeover");
        Deflate server = new Deflate(Role.SERVER, agreed);
        Deflate client = new Deflate(Role.CLIENT, agreed);
        byte[] message = "hello hello hello hello".getBytes(StandardCharsets.UTF_8);
        assertThat(server.compress(message)).isEqualTo(server.compress(message));
        assertThat(client.compress(message)).hasSizeGreaterThan(client.compress(message).length);
        server.release();
        client.release();
    }

    private static Deflate client(String accepted) throws HandshakeViolation {
        return new Deflate(Role.CLIENT, DeflateParameters.accepted(accepted));
    }
}
