package dev.parley.check.hops;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import dev.parley.core.CloseCode;
import dev.parley.core.Utf8;
import dev.parley.protocol.Header;
import dev.parley.protocol.HttpHead;
import dev.parley.protocol.Message;
import dev.parley.protocol.MessageAssembly;
import dev.parley.protocol.Role;
import dev.parley.protocol.ServerHandshake;
import dev.parley.protocol.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One connection of a server that echoes and does everything right; a fault overrides one thing of it.
 *
 * <p>It compresses nothing, and takes any path. Used by one thread.
 */
public class Echo {
    static final int FINAL = 0x80;

    /** Stands for a time that does not come. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Duration LONG = Duration.ofHours(1);
    private static final int MOST_BYTES = 256 * 1024 * 1024;
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    private final MessageAssembly assembly = new MessageAssembly(Role.SERVER, MOST_BYTES, null);
    private final long startNanos = System.nanoTime();
    private RawSocket socket;
    // The opcode of a message that is not whole yet, or 0.
    private int messageOpcode;

    private boolean ended;

    /** Serves a connection until it ends. */
    final void serve(RawSocket accepted) throws IOException {
        socket = accepted;
        greet();
    }

    /** Does all of it: the handshake and what follows. */
    void greet() throws IOException {
        if (socket.awaitInput(LONG)) {
            answer(socket.readHead());
        }
    }

    /** Answers a request, and does what follows. */
    void answer(String head) throws IOException {
        ServerHandshake handshake = new ServerHandshake(HttpHead.parse(head));
        if (handshake.refusal() == 0) {
            write(agreement(handshake));
            converse();
        } else {
            write(ServerHandshake.refuse(426, "Upgrade Required", 0, List.of()));
            finish();
        }
    }

    /** Returns what answers a client's handshake. */
    String agreement(ServerHandshake handshake) {
        String offered = Objects.requireNonNullElse(handshake.request().header(EXTENSIONS), "");
        String extensions = extensions(offered);
        return new String(
                handshake.accept(
                        null, null, extensions.isEmpty() ? List.of() : List.of(new Header(EXTENSIONS, extensions))),
                StandardCharsets.UTF_8);
    }

    /** Returns what answers the extensions that a client offers; empty if none is wanted. */
    String extensions(String offered) {
        return "";
    }

    /** Takes a frame, which may be wrong. */
    void received(Frame frame) throws IOException {
        int violation = violation(frame);
        if (violation > 0) {
            refuse(violation);
            return;
        }
        switch (frame.opcode()) {
            case Frame.CLOSE -> closed(frame.payload());
            case Frame.PING -> pinged(frame.payload());
            case Frame.TEXT, Frame.BINARY, Frame.CONTINUATION -> part(frame);
            default -> {
                // 5.5.3: a pong that nobody asked for is not answered.
            }
        }
    }

    /** Returns the close code that a frame deserves, or 0 if it is right. */
    int violation(Frame frame) {
        Violation violation = assembly.check(with(frame, frame.reserved() & ~reservedBits(), frame.opcode()));
        return violation == null ? 0 : violation.rule().closeCode();
    }

    /** Tells whether these bytes may be a text. */
    boolean isText(byte[] payload) {
        return Utf8.isValid(payload);
    }

    /** Returns the reserved bits that an extension gave a meaning. */
    int reservedBits() {
        return 0;
    }

    /** Takes a whole message. */
    void message(int opcode, byte[] payload) throws IOException {
        send(FINAL | opcode, payload);
    }

    /** Takes a ping. */
    void pinged(byte[] payload) throws IOException {
        send(FINAL | Frame.PONG, payload);
    }

    /** Takes a close frame. */
    void closed(byte[] payload) throws IOException {
        // 5.5.1: the same code comes back.
        send(FINAL | Frame.CLOSE, payload.length < 2 ? payload : new byte[] {payload[0], payload[1]});
        finish();
    }

    /** Sends a frame. */
    void send(int firstByte, byte[] payload) throws IOException {
        socket.write(RawSocket.unmaskedFrame(firstByte, payload));
    }

    /** Returns when {@link #due} is to be called, by the clock of {@link System#nanoTime}. */
    long dueNanos() {
        return NEVER;
    }

    /** Does what is due. */
    void due() throws IOException {}

    final long startNanos() {
        return startNanos;
    }

    final void sendClose(int code) throws IOException {
        send(FINAL | Frame.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /** Waits so long, or until the other side sends something or ends. */
    final void pause(Duration time) throws IOException {
        socket.awaitInput(time);
    }

    final void write(String text) throws IOException {
        socket.write(text);
    }

    final void write(byte[] bytes) throws IOException {
        socket.write(bytes);
    }

    /** Ends the connection in order (FIN), and waits for the other side to do the same. */
    final void finish() throws IOException {
        ended = true;
        socket.finish();
        socket.discardToEnd();
    }

    /** Ends the connection with RST. */
    final void reset() throws IOException {
        ended = true;
        socket.reset();
    }

    /** Reads on, and neither answers nor ends the connection any more. */
    final void fallSilent() throws IOException {
        ended = true;
        socket.discardToEnd();
    }

    private void converse() throws IOException {
        while (!ended) {
            long due = dueNanos();
            Duration left = due == NEVER ? LONG : Duration.ofNanos(due - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                due();
            } else if (socket.awaitInput(left)) {
                received(socket.readFrame());
            }
        }
    }

    private void part(Frame frame) throws IOException {
        if (frame.opcode() != Frame.CONTINUATION) {
            messageOpcode = frame.opcode();
        }
        // Whether a text is one is for isText to say; and a message that begins with a continuation frame is only taken
        // by
        // a server that takes anything.
        boolean first = frame.opcode() != Frame.CONTINUATION || messageOpcode == 0;
        Message message = assembly.join(with(frame, 0, first ? Frame.BINARY : Frame.CONTINUATION));
        if (message == null) {
            return;
        }
        int opcode = messageOpcode == 0 ? Frame.BINARY : messageOpcode;
        messageOpcode = 0;
        if (opcode == Frame.TEXT && !isText(message.payload())) {
            refuse(CloseCode.INVALID_PAYLOAD);
        } else {
            message(opcode, message.payload());
        }
    }

    /** Returns the frame as the protocol has it, with these reserved bits and this opcode. */
    private static dev.parley.protocol.Frame with(Frame frame, int reserved, int opcode) {
        int firstByte = (frame.last() ? FINAL : 0) | reserved | opcode;
        return new dev.parley.protocol.Frame(firstByte, frame.masked(), 0, frame.payload());
    }

    private void refuse(int code) throws IOException {
        sendClose(code);
        finish();
    }
}
