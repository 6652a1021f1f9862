package dev.parley.check.hops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client that is driven by hand, and says in a word what a hop or server does. */
final class Visitor implements AutoCloseable {
    /** How long is waited for what is to come, on a machine that has other things to do as well. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How long nothing has to come where nothing is to come. */
    private static final Duration SILENCE = Duration.ofMillis(700);

    private final RawSocket socket;

    private Visitor(RawSocket socket) {
        this.socket = socket;
    }

    /** Connects and agrees on WebSocket, with these headers. */
    static Visitor at(String url, String... headers) throws IOException {
        RawSocket socket = RawSocket.open(URI.create(url));
        socket.write(RawSocket.handshake(URI.create(url), headers));
        assertThat(socket.readHead()).startsWith("HTTP/1.1 101 ");
        return new Visitor(socket);
    }

    /** Connects and agrees on WebSocket through a proxy that a client names. */
    static Visitor through(RunningHop proxy, String url) throws IOException {
        RawSocket socket = RawSocket.open(URI.create(proxy.ws("")));
        socket.write(connect(url));
        assertThat(socket.readHead()).startsWith("HTTP/1.1 200 ");
        socket.write(RawSocket.handshake(URI.create(url)));
        assertThat(socket.readHead()).startsWith("HTTP/1.1 101 ");
        return new Visitor(socket);
    }

    /** Returns the answer of such a proxy to CONNECT. */
    static String answerToConnect(RunningHop proxy, String url) throws IOException {
        return answerTo(proxy.ws(""), connect(url));
    }

    /** Returns the answer to a handshake with these headers. */
    static String answer(String url, String... headers) throws IOException {
        return answerTo(url, RawSocket.handshake(URI.create(url), headers));
    }

    /** Returns the answer to a handshake that asks for another URL. */
    static String answer(String url, URI other) throws IOException {
        return answerTo(url, RawSocket.handshake(other));
    }

    /** Returns the answer to a request. */
    static String answerTo(String url, String request) throws IOException {
        try (RawSocket socket = RawSocket.open(URI.create(url))) {
            socket.write(request);
            return socket.readHead();
        }
    }

    private static String connect(String url) {
        String authority = URI.create(url).getAuthority();
        return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
    }

    /**
     * Opens connections until one is refused.
     *
     * @return how many were agreed to, and the first line that answered the next, or what it did
     */
    static String fill(String url, int atMost) throws IOException {
        return fill(url, atMost, Integer.MAX_VALUE);
    }

    /**
     * Opens as many connections as there are places, and one more, which is to be left without an answer.
     *
     * @return what {@link #fill} does
     */
    static String fillToSilence(String url, int places) throws IOException {
        return fill(url, places, places);
    }

    private static String fill(String url, int atMost, int places) throws IOException {
        URI uri = URI.create(url);
        List<RawSocket> open = new ArrayList<>();
        try {
            String answer = "";
            while (open.size() <= atMost) {
                RawSocket socket = RawSocket.open(uri);
                open.add(socket);
                socket.write(RawSocket.handshake(uri));
                Duration patience = open.size() > places ? SILENCE : PATIENCE;
                answer = socket.awaitInput(patience) ? socket.readHead() : "nothing";
                if (!answer.startsWith("HTTP/1.1 101")) {
                    break;
                }
            }
            return open.size() - 1 + ", then " + answer.lines().findFirst().orElseThrow();
        } catch (EOFException e) {
            return open.size() - 1 + ", then FIN";
        } catch (SocketException e) {
            return open.size() - 1 + ", then RST";
        } finally {
            for (RawSocket socket : open) {
                socket.close();
            }
        }
    }

    Visitor send(byte[] frame) throws IOException {
        socket.write(frame);
        return this;
    }

    Visitor send(String text) throws IOException {
        return send(RawSocket.text(text));
    }

    Visitor ping(String payload) throws IOException {
        return send(RawSocket.frame(0x80 | Frame.PING, payload.getBytes(StandardCharsets.UTF_8)));
    }

    Visitor sendClose(int code) throws IOException {
        return send(RawSocket.frame(0x80 | Frame.CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
    }

    /** Reads a frame. */
    Frame frame() throws IOException {
        return socket.readFrame();
    }

    /** Tells whether nothing comes. */
    boolean seesNothing() {
        return sees(SILENCE).equals("nothing");
    }

    /** Says what comes next: {@code text hi}, {@code pong hi}, {@code close 1000}, {@code FIN}, {@code RST}, {@code nothing}. */
    String sees() {
        return sees(PATIENCE);
    }

    /** Says what comes next within this time. */
    String sees(Duration patience) {
        try {
            if (!socket.awaitInput(patience)) {
                return "nothing";
            }
            Frame frame = socket.readFrame();
            return switch (frame.opcode()) {
                case Frame.TEXT -> "text " + frame.text();
                case Frame.BINARY -> "binary " + frame.text();
                case Frame.PING -> "ping " + frame.text();
                case Frame.PONG -> "pong " + frame.text();
                case Frame.CLOSE -> frame.payload().length < 2 ? "close" : "close " + frame.closeCode();
                default -> frame.toString();
            };
        } catch (EOFException e) {
            return "FIN";
        } catch (SocketException e) {
            return "RST";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
