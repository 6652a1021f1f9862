package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.AcceptKey;
import dev.parley.protocol.Close;
import dev.parley.protocol.FrameDecoder;
import dev.parley.protocol.FrameEncoder;
import dev.parley.protocol.FrameEncoder.LengthForm;
import dev.parley.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Does by hand, byte by byte, what no polite WebSocket client or server would do. */
public final class RawSocket implements AutoCloseable {
    private static final FrameEncoder CLIENT = new FrameEncoder(Role.CLIENT);
    private static final FrameEncoder SERVER = new FrameEncoder(Role.SERVER);
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final int MOST_BYTES = 256 * 1024 * 1024;
    private static final int DEADLINE_MILLIS = 20_000;

    /**
     * A frame as it came, without its mask.
     *
     * @param reserved its reserved bits, as they stand in its first byte: 0x40, 0x20 and 0x10
     */
    public record Frame(boolean last, int reserved, int opcode, boolean masked, byte[] payload) {
        public static final int CONTINUATION = dev.parley.protocol.Frame.CONTINUATION;
        public static final int TEXT = dev.parley.protocol.Frame.TEXT;
        public static final int BINARY = dev.parley.protocol.Frame.BINARY;
        public static final int CLOSE = dev.parley.protocol.Frame.CLOSE;
        public static final int PING = dev.parley.protocol.Frame.PING;
        public static final int PONG = dev.parley.protocol.Frame.PONG;

        private static Frame of(dev.parley.protocol.Frame frame) {
            return new Frame(frame.fin(), frame.reserved(), frame.opcode(), frame.masked(), frame.payload());
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** Returns the close code, the first two bytes of a close frame (RFC 6455 section 5.5.1). */
        public int closeCode() {
            return Close.read(payload).code();
        }

        /** Returns the close reason, what follows the code. */
        public String closeReason() {
            return Close.read(payload).reason();
        }
    }

    private final Socket socket;
    private final PushbackInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        in = new PushbackInputStream(socket.getInputStream());
        socket.setSoTimeout(DEADLINE_MILLIS);
        // Else a short frame waits for the acknowledgement of the one before.
        socket.setTcpNoDelay(true);
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
        RawSocket raw = open(uri);
        raw.write(handshake(uri));
        assertThat(raw.readHead()).startsWith("HTTP/1.1 101");
        return raw;
    }

    /** Connects and sends nothing. */
    public static RawSocket open(URI uri) throws IOException {
        return new RawSocket(new Socket(uri.getHost(), uri.getPort()));
    }

    /** Returns the client's handshake, with more header lines if there are any. */
    public static String handshake(URI uri, String... headers) {
        StringBuilder head = new StringBuilder("GET " + uri.getRawPath());
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: " + KEY + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** Returns a client's frame, masked with zeros, whatever opcode and length it is to have. */
    public static byte[] frame(int firstByte, byte[] payload) {
        return CLIENT.frame(firstByte, LengthForm.of(payload.length), payload.length, 0, payload);
    }

    /** Returns a server's frame, without a mask, whatever opcode and length it is to have. */
    public static byte[] unmaskedFrame(int firstByte, byte[] payload) {
        return SERVER.frame(firstByte, payload);
    }

    /** Returns a client's text message in one frame. */
    public static byte[] text(String text) {
        return frame(0x80 | Frame.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Accepts a connection and does the server's handshake. */
    public static RawSocket accept(ServerSocket listener) throws IOException {
        RawSocket raw = acceptOnly(listener);
        raw.agree();
        return raw;
    }

    /** Returns a server's frame of a message, or a control frame. */
    public static byte[] serverFrame(int opcode, byte[] payload) {
        return unmaskedFrame(0x80 | opcode, payload);
    }

    /** Does the server's handshake. */
    public void agree() throws IOException {
        String head = readHead();
        String key = header(head, "Sec-WebSocket-Key").orElseThrow();
        write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n");
    }

    /** Accepts a connection and says nothing. */
    public static RawSocket acceptOnly(ServerSocket listener) throws IOException {
        return over(listener.accept());
    }

    /** Takes a connection that there is already. */
    public static RawSocket over(Socket socket) throws IOException {
        return new RawSocket(socket);
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Begins to write a frame again and again until the connection ends, and reads nothing.
     *
     * @return how many were written so far, and a negative number after the connection ended
     */
    public AtomicLong fill(byte[] frame) {
        AtomicLong written = new AtomicLong();
        aside(() -> {
            try {
                while (true) {
                    write(frame);
                    written.incrementAndGet();
                }
            } catch (IOException e) {
                // The connection ended, as the test wants it to.
                written.set(Long.MIN_VALUE);
            }
        });
        return written;
    }

    /** Begins to write bytes that the other side need not read to their end. */
    public void writeAside(byte[] bytes) {
        aside(() -> {
            try {
                write(bytes);
            } catch (IOException e) {
                // What the other side says to it is what the test looks at.
            }
        });
    }

    private static void aside(Runnable writing) {
        Thread thread = new Thread(writing, "parley-test-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads the next frame (RFC 6455 section 5.2). */
    public Frame readFrame() throws IOException {
        FrameDecoder decoder = new FrameDecoder(MOST_BYTES);
        ByteBuffer header = ByteBuffer.allocate(14);
        while (true) {
            byte[] next = in.readNBytes(decoder.missingBytes());
            assertThat(next.length).as("a frame, and not the end").isPositive();
            // A header comes byte by byte, and is left in the buffer until it is whole.
            dev.parley.protocol.Frame frame =
                    decoder.decode(next.length == 1 ? header.put(next).flip() : ByteBuffer.wrap(next));
            if (frame != null) {
                return Frame.of(frame);
            }
            if (decoder.violation() != null) {
                throw new IOException("a frame of "
                        + Long.toUnsignedString(decoder.violation().value()) + " bytes is too much for a test");
            }
            if (next.length == 1) {
                header.compact();
            }
        }
    }

    /** Reads the next frame that is no ping, and answers those, as a client must (RFC 6455 section 5.5.2). */
    public Frame readAnswer() throws IOException {
        Frame frame = readFrame();
        while (frame.opcode() == Frame.PING) {
            write(frame(0x80 | Frame.PONG, frame.payload()));
            frame = readFrame();
        }
        return frame;
    }

    /** Reads to the end of the connection, whether FIN or RST, and returns what came. */
    public byte[] readToEnd() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // RST is an end, too.
        }
        return all.toByteArray();
    }

    /** Waits for the end of the connection, however long that takes, and drops what comes. */
    public void discardToEnd() throws IOException {
        socket.setSoTimeout(0);
        in.transferTo(OutputStream.nullOutputStream());
    }

    /**
     * Waits so long until there is something to read.
     *
     * @return whether there is
     * @throws EOFException if the other side ended the connection
     */
    public boolean awaitInput(Duration time) throws IOException {
        socket.setSoTimeout((int) Math.max(1, Math.min(time.toMillis(), Integer.MAX_VALUE)));
        try {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the other side ended the connection");
            }
            in.unread(next);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(DEADLINE_MILLIS);
        }
    }

    /** Reads on to the next close frame. */
    public Frame readCloseFrame() throws IOException {
        Frame frame = readFrame();
        while (frame.opcode() != Frame.CLOSE) {
            frame = readFrame();
        }
        return frame;
    }

    /** Reads one byte, or -1 at the end. */
    public int readByte() throws IOException {
        return in.read();
    }

    /** Reads a line of a body, without its end. */
    public String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next; (next = in.read()) >= 0 && next != '\n'; ) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    /** Returns from where the other side has connected. */
    public InetAddress peer() {
        return socket.getInetAddress();
    }

    public int localPort() {
        return socket.getLocalPort();
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

    public String readToEndAsText() throws IOException {
        return new String(readToEnd(), StandardCharsets.UTF_8);
    }

    /** Reads a status line and headers. */
    public String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("the end of the headers, after: " + head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    /** Returns the value of a header, the first of that name. */
    public static Optional<String> header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst();
    }

    /** Returns what answers a client's key. */
    public static String accept(String key) {
        return AcceptKey.of(key);
    }
}
