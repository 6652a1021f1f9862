package dev.parley.check.hops;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

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

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
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
        String key = RawSocket.header(head, "Sec-WebSocket-Key").orElse("");
        boolean upgrade =
                RawSocket.header(head, "Upgrade").orElse("").toLowerCase().contains("websocket");
        boolean version =
                RawSocket.header(head, "Sec-WebSocket-Version").orElse("").equals("13");
        // 4.2.1: GET, and HTTP/1.1 at least.
        boolean get = head.startsWith("GET ")
                && head.lines().findFirst().orElseThrow().endsWith(" HTTP/1.1");
        if (get && upgrade && version && !key.isEmpty()) {
            write(agreement(head, accept(key)));
            converse();
        } else {
            // 4.2.2: it names the version that it speaks.
            write("HTTP/1.1 426 Upgrade Required\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nContent-Length: 0\r\n\r\n");
            finish();
        }
    }

    /** Returns what answers a client's handshake. */
    String agreement(String head, String accept) {
        String extensions =
                extensions(RawSocket.header(head, "Sec-WebSocket-Extensions").orElse(""));
        return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: "
                + accept + "\r\n"
                + (extensions.isEmpty() ? "" : "Sec-WebSocket-Extensions: " + extensions + "\r\n") + "\r\n";
    }

    /** Returns what answers a client's key. */
    String accept(String key) {
        return RawSocket.accept(key);
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
        boolean control = frame.opcode() >= Frame.CLOSE;
        boolean known = frame.opcode() <= Frame.BINARY || control && frame.opcode() <= Frame.PONG;
        boolean continuation = frame.opcode() == Frame.CONTINUATION;
        // 5.1, 5.2, 5.4 and 5.5
        if (!frame.masked()
                || (frame.reserved() & ~reservedBits()) != 0
                || !known
                || control && (!frame.last() || frame.payload().length > 125)
                || !control && continuation != messageOpcode > 0) {
            return 1002;
        }
        if (frame.opcode() == Frame.CLOSE && frame.payload().length > 0) {
            if (frame.payload().length == 1 || !isForTheWire(frame.closeCode())) {
                return 1002;
            }
            return isUtf8(frame.payload(), 2) ? 0 : 1007;
        }
        return 0;
    }

    /** Tells whether these bytes may be a text. */
    boolean isText(byte[] payload) {
        return isUtf8(payload, 0);
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
        send(FINAL | Frame.CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
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
        message.write(frame.payload());
        if (!frame.last()) {
            return;
        }
        byte[] payload = message.toByteArray();
        // A message that begins with a continuation frame is only taken by a server that takes anything.
        int opcode = messageOpcode == 0 ? Frame.BINARY : messageOpcode;
        message.reset();
        messageOpcode = 0;
        if (opcode == Frame.TEXT && !isText(payload)) {
            refuse(1007);
        } else {
            message(opcode, payload);
        }
    }

    private void refuse(int code) throws IOException {
        sendClose(code);
        finish();
    }

    private static boolean isForTheWire(int code) {
        // 7.4
        return code >= 1000 && code <= 1014 && (code < 1004 || code > 1006) || code >= 3000 && code <= 4999;
    }

    private static boolean isUtf8(byte[] bytes, int from) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
