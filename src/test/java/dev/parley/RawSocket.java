package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Does by hand, byte by byte, what no polite WebSocket client or server would do. */
public final class RawSocket implements AutoCloseable {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final int DEADLINE_MILLIS = 20_000;

    /** Is a frame as it came, without its mask. */
    public record Frame(int opcode, byte[] payload) {
        public static final int TEXT = 1;
        public static final int CLOSE = 8;

        /** Returns the close code, the first two bytes of a close frame (RFC 6455 section 5.5.1). */
        public int closeCode() {
            return ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        }
    }

    private final Socket socket;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(DEADLINE_MILLIS);
    }

    /** Listens on a free port of the loopback address. */
    public static ServerSocket listen() throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(DEADLINE_MILLIS);
        return listener;
    }

    /** Returns the address of {@link #listen}'s socket. */
    public static URI uri(ServerSocket listener) {
        return URI.create("ws://127.0.0.1:" + listener.getLocalPort() + "/ws");
    }

    /** Connects and does the client's handshake. */
    public static RawSocket connect(URI uri) throws IOException {
        RawSocket raw = new RawSocket(new Socket(uri.getHost(), uri.getPort()));
        raw.write(("GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: " + KEY + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(raw.readHead()).startsWith("HTTP/1.1 101");
        return raw;
    }

    /** Accepts a connection and does the server's handshake. */
    public static RawSocket accept(ServerSocket listener) throws IOException {
        RawSocket raw = acceptOnly(listener);
        String head = raw.readHead();
        String key = head.lines()
                .filter(line -> line.toLowerCase().startsWith("sec-websocket-key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElseThrow();
        raw.write(("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return raw;
    }

    /** Accepts a connection and says nothing. */
    public static RawSocket acceptOnly(ServerSocket listener) throws IOException {
        return new RawSocket(listener.accept());
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Reads the next frame (RFC 6455 section 5.2). */
    public Frame readFrame() throws IOException {
        InputStream in = socket.getInputStream();
        int opcode = in.read() & 0x0F;
        int second = in.read();
        assertThat(second).as("the frame's second byte").isNotNegative();
        int length = second & 0x7F;
        assertThat(length).as("a short frame").isLessThan(126);
        byte[] mask = (second & 0x80) != 0 ? in.readNBytes(4) : new byte[4];
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new Frame(opcode, payload);
    }

    /** Reads on to the next close frame. */
    public Frame readCloseFrame() throws IOException {
        Frame frame = readFrame();
        while (frame.opcode() != Frame.CLOSE) {
            frame = readFrame();
        }
        return frame;
    }

    /** Ends the TCP connection with FIN, without a close frame. */
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the TCP connection with RST, without a close frame. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("the end of the headers, after: " + head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    private static String accept(String key) {
        try {
            // 4.2.2: the key and a fixed GUID, hashed.
            byte[] joined = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(joined));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
