package dev.parley.check;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import dev.parley.protocol.FrameEncoder;
import dev.parley.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that has little of the protocol in it, each connection on a thread of its own. */
final class PlayedServer implements AutoCloseable {
    private static final FrameEncoder FRAMES = new FrameEncoder(Role.SERVER);
    private static final int WHOLE = dev.parley.protocol.Frame.FIN;

    /** What is done with a connection whose handshake is done; its end is the connection's. */
    interface Part {
        void play(RawSocket socket) throws IOException;
    }

    private final ServerSocket listener;
    private final Part part;
    private final List<RawSocket> sockets = new CopyOnWriteArrayList<>();

    private PlayedServer(Part part) throws IOException {
        this.listener = RawSocket.listen();
        this.part = part;
        thread(this::accept);
    }

    static PlayedServer of(Part part) throws IOException {
        return new PlayedServer(part);
    }

    URI uri() {
        return RawSocket.uri(listener);
    }

    /** Takes whatever comes for a frame, and looks at nothing but its opcode and FIN. */
    static void takeAll(RawSocket socket) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int opcode = Frame.TEXT;
        while (true) {
            Frame frame = socket.readFrame();
            if (frame.opcode() == Frame.PING) {
                socket.write(FRAMES.frame(WHOLE | Frame.PONG, frame.payload()));
            } else if (frame.opcode() == Frame.CLOSE) {
                socket.write(FRAMES.frame(WHOLE | Frame.CLOSE, frame.payload()));
                return;
            } else if (frame.opcode() <= Frame.BINARY) {
                opcode = frame.opcode() == Frame.CONTINUATION ? opcode : frame.opcode();
                message.writeBytes(frame.payload());
                if (frame.last()) {
                    socket.write(FRAMES.frame(WHOLE | opcode, message.toByteArray()));
                    message.reset();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (RawSocket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                RawSocket socket = RawSocket.acceptOnly(listener);
                sockets.add(socket);
                thread(() -> play(socket));
            }
        } catch (IOException e) {
            // The test is over.
            return;
        }
    }

    private void play(RawSocket socket) {
        try (socket) {
            socket.agree();
            part.play(socket);
        } catch (IOException | RuntimeException | AssertionError e) {
            // The connection ended, or what came could not be read: both end this one.
            return;
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "test-played-server");
        thread.setDaemon(true);
        thread.start();
    }
}
