package dev.parley.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.websocket.server.WsSci;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the loops under an endpoint of its own, which tells on which thread it is called and can be slow. */
class LoopEndpointIT {
    /** Longer than any test: what needs the watchdog would hang. */
    private static final Duration NO_WATCHDOG = Duration.ofHours(1);

    private static final int BUFFER_BYTES = 1024;
    private static final int FRAME_BYTES = 64 * 1024;
    private static final String HANDSHAKE = "GET /test HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    @TempDir
    Path folder;

    private final List<RawSocket> sockets = new ArrayList<>();
    private LoopEndpoint endpoint;
    private Tomcat tomcat;

    /** Answers a text with what it asks for, and sends bytes back. */
    @ServerEndpoint("/test")
    public static final class Answers {
        @OnMessage
        public String text(String message) throws InterruptedException {
            if (message.startsWith("sleep ")) {
                Thread.sleep(Long.parseLong(message.substring("sleep ".length())));
            }
            return message.equals("quiet") ? null : Thread.currentThread().getName();
        }

        @OnMessage
        public void binary(Session session, ByteBuffer message) throws IOException {
            session.getBasicRemote().sendBinary(message);
        }

        @OnError
        public void failed(Throwable failure) {
            // Some of the tests' clients vanish.
        }
    }

    /** Answers with a body as long as that of the request. */
    public static final class Mirror extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("Echo", request.getHeader("Echo"));
            response.getOutputStream().write(request.getInputStream().readAllBytes());
        }
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (RawSocket socket : sockets) {
            socket.close();
        }
        tomcat.stop();
        tomcat.destroy();
        assertThat(endpoint.getConnections()).isEmpty();
        Awaitility.await("the end of the loops' threads")
                .untilAsserted(() -> assertThat(loopThreads()).isEmpty());
    }

    @Test
    void everyLoopHasItsShareOfTheConnections() throws Exception {
        start(3, NO_WATCHDOG);
        Set<String> threads = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            RawSocket socket = connect();
            String thread = ask(socket, "thread");
            // It stays where it is.
            assertThat(ask(socket, "thread")).isEqualTo(thread);
            threads.add(thread);
        }
        assertThat(threads).hasSize(3).isSubsetOf(loopThreads());
    }

    @Test
    void clientsThatDoNotReadHoldNobodyUpAndCanGoOn() throws Exception {
        start(1, NO_WATCHDOG);
        List<RawSocket> deaf = List.of(connect(), connect(), connect());
        RawSocket polite = connect();
        int frames = 400;
        List<Thread> senders = new ArrayList<>();
        for (RawSocket socket : deaf) {
            senders.add(sendFromAnotherThread(socket, binaryFrame(), frames));
        }
        awaitStuckWriters(deaf.size());
        assertThat(ask(polite, "thread")).startsWith("parley-loop-");
        // One reads after all, and has missed nothing.
        for (int i = 0; i < frames; i++) {
            Frame frame = deaf.get(0).readFrame();
            assertThat(frame.last()).isTrue();
            assertThat(frame.opcode()).isEqualTo(Frame.BINARY);
            assertThat(frame.payload()).hasSize(FRAME_BYTES);
        }
        senders.get(0).join();
        assertThat(ask(deaf.get(0), "thread")).isNotEmpty();
        // The others vanish while the server waits for them.
        deaf.get(1).reset();
        deaf.get(2).reset();
        awaitConnections(2);
        assertThat(ask(polite, "thread")).startsWith("parley-loop-");
    }

    @Test
    void clientThatSendsWithoutEndHoldsNobodyUp() throws Exception {
        start(1, NO_WATCHDOG);
        RawSocket endless = connect();
        RawSocket polite = connect();
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            many.writeBytes(text("quiet"));
        }
        sendFromAnotherThread(endless, many.toByteArray(), Integer.MAX_VALUE);
        for (int i = 0; i < 20; i++) {
            assertThat(ask(polite, "thread")).startsWith("parley-loop-");
        }
        endless.reset();
        awaitConnections(1);
    }

    @Test
    void slowTurnHoldsNobodyUp() throws Exception {
        start(1, Duration.ofMillis(20));
        RawSocket slow = connect();
        RawSocket other = connect();
        String leader = ask(other, "thread");
        slow.write(text("sleep 3000"));
        long startNanos = System.nanoTime();
        Awaitility.await("another thread that leads")
                .until(() -> !ask(other, "thread").equals(leader));
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(2));
        assertThat(answer(slow)).isEqualTo(leader);
        // It is read on, by whoever leads now.
        assertThat(ask(slow, "thread")).isNotEqualTo(leader);
    }

    @Test
    void messagesRightBehindTheHandshakeAreNotForgotten() throws Exception {
        start(1, NO_WATCHDOG);
        try (Socket socket = new Socket("127.0.0.1", tomcat.getConnector().getLocalPort())) {
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(text("thread"));
            all.writeBytes(text("thread"));
            socket.getOutputStream().write(all.toByteArray());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readByte());
            }
            for (int i = 0; i < 2; i++) {
                assertThat(in.readUnsignedByte()).as("FIN and text").isEqualTo(0x81);
                in.skipNBytes(in.readUnsignedByte());
            }
        }
        awaitConnections(0);
    }

    @Test
    void connectionsThatVanishAreForgotten() throws Exception {
        start(2, NO_WATCHDOG);
        for (int i = 0; i < 4; i++) {
            RawSocket reset = connect();
            RawSocket finished = connect();
            RawSocket inAFrame = connect();
            inAFrame.write(new byte[] {(byte) 0x81, (byte) 0x85, 0, 0, 0, 0, 'h'});
            reset.reset();
            finished.finish();
            inAFrame.reset();
        }
        awaitConnections(0);
        Awaitility.await("empty selections").until(() -> endpoint.registered() == 0);
    }

    @Test
    void httpNeedsNoMoreThanTheSmallBuffers() throws Exception {
        start(2, NO_WATCHDOG);
        String longHeader = "h".repeat(6 * BUFFER_BYTES);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/mirror"))
                .header("Echo", longHeader)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[300 * BUFFER_BYTES]))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.body()).hasSize(300 * BUFFER_BYTES);
            assertThat(response.headers().firstValue("Echo")).hasValue(longHeader);
        }
    }

    @Test
    void stopEndsTheThreadsThatWaitForClients() throws Exception {
        start(1, NO_WATCHDOG);
        sendFromAnotherThread(connect(), binaryFrame(), 400);
        awaitStuckWriters(1);
    }

    private void start(int loops, Duration patience) throws Exception {
        endpoint = new LoopEndpoint(loops, patience);
        Connector connector = new Connector(new Http11NioProtocol(endpoint));
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        connector.setProperty("socket.appReadBufSize", Integer.toString(BUFFER_BYTES));
        connector.setProperty("socket.appWriteBufSize", Integer.toString(BUFFER_BYTES));
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        context.addParameter("org.apache.tomcat.websocket.binaryBufferSize", Integer.toString(FRAME_BYTES));
        Tomcat.addServlet(context, "mirror", new Mirror());
        context.addServletMapping("/", "mirror");
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer(
                (classes, servletContext) -> {
                    try {
                        ((ServerContainer) servletContext.getAttribute(ServerContainer.class.getName()))
                                .addEndpoint(Answers.class);
                    } catch (DeploymentException e) {
                        throw new IllegalStateException(e);
                    }
                },
                null);
        tomcat.start();
    }

    private RawSocket connect() throws IOException {
        RawSocket socket = RawSocket.connect(
                URI.create("ws://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/test"));
        sockets.add(socket);
        // What comes with the handshake or right after it is answered by the worker that did that.
        for (int i = 0; !ask(socket, "thread").startsWith("parley-loop-"); i++) {
            assertThat(i).as("messages after which a loop has the connection").isLessThan(1000);
        }
        return socket;
    }

    private static Thread sendFromAnotherThread(RawSocket socket, byte[] bytes, int times) {
        Thread sender = new Thread(
                () -> {
                    try {
                        for (int i = 0; i < times; i++) {
                            socket.write(bytes);
                        }
                    } catch (IOException e) {
                        // The test ends the connection.
                    }
                },
                "parley-test-sender");
        sender.setDaemon(true);
        sender.start();
        return sender;
    }

    private static void awaitStuckWriters(int count) {
        Awaitility.await(count + " threads that wait to write")
                .atMost(Duration.ofSeconds(20))
                .until(() -> Thread.getAllStackTraces().entrySet().stream()
                                .filter(thread -> thread.getKey().getName().startsWith("parley-loop-"))
                                .filter(thread ->
                                        List.of(thread.getValue()).toString().contains("Object.wait"))
                                .count()
                        == count);
    }

    private void awaitConnections(int count) {
        Awaitility.await(count + " connections")
                .until(() -> endpoint.getConnections().size() == count);
    }

    private static List<String> loopThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("parley-loop-") || name.startsWith("parley-watch-"))
                .toList();
    }

    private static String ask(RawSocket socket, String question) throws IOException {
        socket.write(text(question));
        return answer(socket);
    }

    private static String answer(RawSocket socket) throws IOException {
        return new String(socket.readFrame().payload(), StandardCharsets.UTF_8);
    }

    private static byte[] text(String message) {
        // RFC 6455 section 5.2: FIN and text, a mask of 0.
        ByteBuffer frame = ByteBuffer.allocate(6 + message.length());
        frame.put((byte) 0x81).put((byte) (0x80 | message.length())).putInt(0);
        return frame.put(message.getBytes(StandardCharsets.US_ASCII)).array();
    }

    private static byte[] binaryFrame() {
        ByteBuffer frame = ByteBuffer.allocate(14 + FRAME_BYTES);
        return frame.put((byte) 0x82)
                .put((byte) 0xFF)
                .putLong(FRAME_BYTES)
                .putInt(0)
                .array();
    }
}
