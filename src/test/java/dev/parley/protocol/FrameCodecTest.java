package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.FrameEncoder.LengthForm;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {
    private static final byte[] HELLO = {'H', 'e', 'l', 'l', 'o'};

    @Test
    void framesAreThoseOfTheRfc() {
        // Section 5.7.
        assertThat(hex(new FrameEncoder(Role.SERVER).frame(0x81, HELLO))).isEqualTo("810548656c6c6f");
        assertThat(hex(new FrameEncoder(Role.CLIENT).frame(0x81, LengthForm.BITS_7, 5, 0x37FA213D, HELLO)))
                .isEqualTo("818537fa213d7f9f4d5158");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 65_535, 65_536})
    void writtenFrameIsReadAgainOnBothSides(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        for (Role role : Role.values()) {
            FrameEncoder encoder = new FrameEncoder(role);
            byte[] bytes = encoder.frame(0x82, payload);
            Frame frame = new FrameDecoder(100_000).decode(ByteBuffer.wrap(bytes));
            assertThat(frame.payload()).isEqualTo(payload);
            assertThat(frame.masked()).isEqualTo(role.masks());
            assertThat(frame.headerBytes()).isEqualTo(encoder.headerBytes(length));
            assertThat(frame.wireBytes()).isEqualTo(bytes.length);
        }
    }

    @ParameterizedTest
    @CsvSource({"BITS_16, 82fe0001", "BITS_64, 82ff0000000000000001"})
    void lengthIsWrittenInAnyForm(LengthForm form, String header) {
        byte[] frame = new FrameEncoder(Role.CLIENT).frame(0x82, form, 1, 0, new byte[] {7});
        assertThat(hex(frame)).isEqualTo(header + "0000000007");
        assertThat(new FrameDecoder(10).decode(ByteBuffer.wrap(frame)).payload())
                .containsExactly(7);
    }

    @Test
    void decoderTakesNothingOfWhatFollowsAndSaysWhatIsMissing() {
        FrameDecoder decoder = new FrameDecoder(10);
        ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex("8202aabb8100"));
        assertThat(decoder.decode(in).payload()).hasSize(2);
        assertThat(in.remaining()).isEqualTo(2);
        assertThat(decoder.decode(ByteBuffer.wrap(HexFormat.of().parseHex("8203aa"))))
                .isNull();
        assertThat(decoder.missingBytes()).isEqualTo(2);
    }

    @Test
    void frameThatAnnouncesTooMuchIsTheLast() {
        FrameDecoder decoder = new FrameDecoder(10);
        assertThat(decoder.decode(ByteBuffer.wrap(HexFormat.of().parseHex("820b"))))
                .isNull();
        assertThat(decoder.violation()).isEqualTo(new Violation(Rule.FRAME_SIZE, 11, 10));
        assertThat(decoder.decode(ByteBuffer.wrap(HexFormat.of().parseHex("8200"))))
                .isNull();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
