package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import dev.parley.protocol.FrameEncoder;
import dev.parley.protocol.Role;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads and writes frames without a network. */
class FrameTest {
    private static final FrameEncoder ENCODER = new FrameEncoder(Role.CLIENT);

    private final List<WireEvent> events = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    FrameTest() {
        OpenWire wire = new OpenWire(channel, Role.CLIENT, events::add, null, 70_000);
        channel.pipeline().addLast(new FrameReader(wire, 70_000)).addLast(wire.new Ear());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 125, 126, 65_535, 65_536, 70_000})
    void writtenFrameIsReadAgain(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        ByteBuf frame = written(Frame.FIN | Frame.BINARY, payload);
        assertThat(frame.readableBytes()).isEqualTo(ENCODER.headerBytes(length) + length);
        channel.writeInbound(frame);
        // A client's frame is masked, which is wrong from a server: seen all the same.
        FrameEvent read = (FrameEvent) events.get(0);
        assertThat(read.payload()).isEqualTo(payload);
        assertThat(read.frame().masked()).isTrue();
        assertThat(read.wireBytes()).isEqualTo(ENCODER.headerBytes(length) + length);
    }

    @Test
    void masksDiffer() {
        ByteBuf one = written(0x82, new byte[8]);
        ByteBuf other = written(0x82, new byte[8]);
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void framesAreReadHoweverTheyAreCut() {
        byte[] bytes = HexFormat.of().parseHex("8103616263" + "827e0003000102" + "8900");
        for (byte next : bytes) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {next}));
        }
        assertThat(events)
                .filteredOn(event -> event instanceof FrameEvent frame && !frame.sent())
                .extracting(event -> HexFormat.of().formatHex(((FrameEvent) event).payload()))
                .containsExactly("616263", "000102", "");
        assertThat(events)
                .filteredOn(MessageEvent.class::isInstance)
                .extracting(event -> ((MessageEvent) event).wireBytes())
                // The second has its length in two bytes, where one would do: counted as it came.
                .containsExactly(5L, 7L);
    }

    @Test
    void fragmentsWithAPingInBetweenAreOneMessage() {
        // Cut in the middle of a character.
        channel.writeInbound(bytes("0102f09f" + "890170" + "80028e90"));
        MessageEvent message = events.stream()
                .filter(MessageEvent.class::isInstance)
                .map(MessageEvent.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(message.asText()).isEqualTo(new String(HexFormat.of().parseHex("f09f8e90"), StandardCharsets.UTF_8));
        assertThat(message.frames()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "818101020304aa,                1002, a frame from the server is masked (section 5.1)",
        "c10161,                        1002, a frame has a reserved bit set (section 5.2)",
        "830161,                        1002, a frame has the reserved opcode 3 (section 5.2)",
        "8b00,                          1002, a frame has the reserved opcode 11 (section 5.2)",
        "800161,                        1002, a continuation of no message (section 5.4)",
        "010161820161,                  1002, a message begins within another (section 5.4)",
        "090161,                        1002, a control frame is fragmented (section 5.5)",
        "880103,                        1002, a close frame has half a code (section 5.5.1)",
        "880203ee,                      1002, 'a close frame has the code 1006, which may not be sent (section 7.4)'",
        "880403e8c328,                  1007, the reason of a close frame is not UTF-8 (section 5.5.1)",
        "8102c328,                      1007, a text message is not UTF-8 (section 5.6)",
        "827f00000000000f4240,          1009, 'a frame of 1000000 bytes, at most 70000 are taken'",
        "827fffffffffffffffff,          1009, 'a frame of 18446744073709551615 bytes, at most 70000 are taken'"
    })
    void whatBreaksTheProtocolFailsTheConnection(String hex, int code, String clause) {
        channel.writeInbound(bytes(hex));
        channel.close();
        Ended ended = ended();
        assertThat(ended.how()).isEqualTo(Ended.How.PROTOCOL_ERROR);
        assertThat(ended.sent()).isEqualTo(new Close(code, ""));
        assertThat(ended.clause()).isEqualTo(clause);
    }

    @Test
    void controlFrameOver125BytesFailsTheConnection() {
        channel.writeInbound(bytes("897e007e" + "00".repeat(126)));
        channel.close();
        assertThat(ended().clause()).isEqualTo("a control frame is longer than 125 bytes (section 5.5)");
    }

    @Test
    void fragmentsTogetherOverTheLimitFailTheConnection() {
        channel.writeInbound(bytes("027eea60" + "00".repeat(60_000)));
        channel.writeInbound(bytes("007e2711" + "00".repeat(10_001)));
        channel.close();
        assertThat(ended().clause()).isEqualTo("a message is longer than 70000 bytes");
        assertThat(ended().sent().code()).isEqualTo(1009);
    }

    @Test
    void closeIsAnsweredWithItsCodeAndNothingAfterItIsRead() {
        channel.writeInbound(bytes("880403e9" + "6279" + "810161"));
        channel.close();
        Ended ended = ended();
        assertThat(ended.how()).isEqualTo(Ended.How.CLOSED);
        assertThat(ended.received()).isEqualTo(new Close(1001, "by"));
        assertThat(ended.sent().code()).isEqualTo(1001);
        assertThat(ended.peerFirst()).isTrue();
        assertThat(events).noneMatch(MessageEvent.class::isInstance);
    }

    private Ended ended() {
        return events.stream()
                .filter(Ended.class::isInstance)
                .map(Ended.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
    }

    private static ByteBuf written(int firstByte, byte[] payload) {
        return Unpooled.wrappedBuffer(ENCODER.frame(firstByte, payload));
    }
}
