package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageAssemblyTest {
    @ParameterizedTest
    @CsvSource({
        "CLIENT, 818001020304,     SERVER_MUST_NOT_MASK",
        "SERVER, 810161,           CLIENT_MUST_MASK",
        "CLIENT, c10161,           RESERVED_BITS",
        "CLIENT, 830161,           RESERVED_OPCODE",
        "CLIENT, 800161,           STRAY_CONTINUATION",
        "CLIENT, 010161820161,     INTERLEAVED_MESSAGE",
        "CLIENT, 090161,           FRAGMENTED_CONTROL",
        "CLIENT, 880103,           HALF_CLOSE_CODE",
        "CLIENT, 880203ee,         CLOSE_CODE",
        "CLIENT, 880203ed,         CLOSE_CODE",
        "CLIENT, 880403e8c328,     CLOSE_REASON_UTF8",
        "CLIENT, 8102c328,         TEXT_UTF8",
        "CLIENT, 820b0000000000000000000000, MESSAGE_SIZE"
    })
    void whatBreaksARuleIsNamed(Role role, String hex, Rule rule) {
        assertThat(violation(new MessageAssembly(role, 10, null), hex).rule()).isEqualTo(rule);
    }

    @Test
    void closeFrameWithoutACodeIsInOrder() {
        assertThat(violation(new MessageAssembly(Role.CLIENT, 10, null), "8800"))
                .isNull();
    }

    @Test
    void fragmentsWithAPingInBetweenAreOneMessage() {
        MessageAssembly assembly = new MessageAssembly(Role.CLIENT, 10, null);
        assertThat(violation(assembly, "0102f09f" + "890170")).isNull();
        Message message = join(assembly, "80028e90");
        assertThat(message).isInstanceOf(Message.Text.class);
        assertThat(message.payload()).isEqualTo(HexFormat.of().parseHex("f09f8e90"));
        assertThat(assembly.frames()).isEqualTo(2);
        assertThat(assembly.wireBytes()).isEqualTo(8);
        assertThat(join(assembly, "820100")).isInstanceOf(Message.Binary.class);
        assertThat(assembly.frames()).isEqualTo(1);
    }

    private static Message join(MessageAssembly assembly, String hex) {
        Frame frame =
                new FrameDecoder(100).decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
        assertThat(assembly.check(frame)).isNull();
        return assembly.join(frame);
    }

    private static Violation violation(MessageAssembly assembly, String hex) {
        FrameDecoder decoder = new FrameDecoder(100);
        ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        for (Frame frame; (frame = decoder.decode(in)) != null; ) {
            Violation violation = assembly.check(frame);
            if (violation == null && !frame.isControl()) {
                assembly.join(frame);
                violation = assembly.violation();
            }
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }
}
