package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.RawSocket;
import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Header;
import dev.parley.wire.Ended.How;
import dev.parley.wire.HttpConnection.Version;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asks a server that is played byte by byte over HTTP; every event is looked at, and none may be left. */
class HttpIT {
    private static final int PREFACE_BYTES = 24;

    private final EventQueue events = new EventQueue();
    private final WireClient client = new WireClient(1);
    private final ByteCounter traffic = new ByteCounter();
    private ServerSocket listener;
    private RawSocket server;
    private HttpConnection connection;

    @BeforeEach
    void listen() throws IOException {
        listener = RawSocket.listen();
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        if (server != null) {
            server.close();
        }
        listener.close();
        assertThat(events).isEmpty();
        Awaitility.await("the end of the client's threads").until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("parley-wire-")));
    }

    @Test
    void everyByteOfARequestAndItsReplyIsCounted() throws Exception {
        open(Version.HTTP_1_1);
        connection.get("/hello?a=b");
        String request = server.readHead();
        assertThat(request)
                .isEqualTo("GET /hello?a=b HTTP/1.1\r\nHost: 127.0.0.1:" + listener.getLocalPort()
                        + "\r\nUser-Agent: parley/unpackaged\r\nAccept: */*\r\n\r\n");
        String reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
        server.write(reply);
        assertReply(200, "hi", false);
        assertThat(traffic.connections()).isEqualTo(1);
        assertThat(traffic.bytesOut()).isEqualTo(request.length());
        assertThat(traffic.bytesIn()).isEqualTo(reply.length());
        cut();
    }

    @Test
    void headersOfTheSettingsTakeThePlaceOfOurs() throws Exception {
        client.connectHttp(
                settings().headers(List.of(new Header("Host", "example.com"), new Header("accept", null))),
                Version.HTTP_1_1,
                null,
                events::add);
        accept();
        connection.get("/");
        assertThat(server.readHead())
                .isEqualTo("GET / HTTP/1.1\r\nHost: example.com\r\nUser-Agent: parley/unpackaged\r\n\r\n");
        connection.cut();
        assertEnded(How.CUT, 1, "");
    }

    @Test
    void oneConnectionCarriesOneRequestAfterAnother() throws Exception {
        open(Version.HTTP_1_1);
        for (int number = 1; number <= 3; number++) {
            connection.get("/" + number);
            assertThat(server.readHead()).startsWith("GET /" + number + " ");
            server.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + number);
            assertReply(200, Integer.toString(number), false);
        }
        assertThat(traffic.connections()).isEqualTo(1);
        cut();
    }

    @Test
    void chunkedReplyIsJoined() throws Exception {
        open(Version.HTTP_1_1);
        connection.get("/");
        server.readHead();
        server.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\nhello, \r\n");
        server.write("b\r\ni am server\r\n0\r\nTrailer: x\r\n\r\n");
        assertReply(200, "hello, i am server", false);
        cut();
    }

    @Test
    void repliesThatOnlyComeBeforeTheAnswerAreNone() throws Exception {
        open(Version.HTTP_1_1);
        connection.get("/");
        server.readHead();
        server.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
        assertReply(204, "", false);
        cut();
    }

    @Test
    void connectionThatTheServerClosesAfterItsReplyIsSaidToBeOver() throws Exception {
        open(Version.HTTP_1_1);
        connection.get("/");
        server.readHead();
        server.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi");
        assertReply(200, "hi", true);
        server.close();
        assertEnded(How.FIN, 0, "");
        assertThat(connection.get("/")).isFalse();
    }

    @Test
    void replyThatGoesUpToTheEndOfTheConnectionIsWhole() throws Exception {
        open(Version.HTTP_1_1);
        connection.get("/");
        server.readHead();
        server.write("HTTP/1.1 200 OK\r\n\r\nhi");
        server.close();
        assertReply(200, "hi", true);
        assertEnded(How.FIN, 0, "");
    }

    @Test
    void connectionThatEndsJustWhenTheNextRequestGoesOutIsARequestWithoutReply() throws Exception {
        open(Version.HTTP_1_1);
        connection.get("/");
        server.readHead();
        server.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        assertReply(200, "hi", false);
        connection.get("/");
        assertThat(server.readHead()).startsWith("GET / ");
        server.finish();
        assertEnded(How.FIN, 1, "");
    }

    @Test
    void resetIsToldApart() throws Exception {
        open(Version.HTTP_1_1);
        connection.get("/");
        server.readHead();
        server.reset();
        Ended ended = events.next(Ended.class);
        assertThat(ended.how()).isEqualTo(How.RST);
        assertThat(ended.clause()).contains("reset");
    }

    @Test
    void what408SaysUnaskedIsNoReplyAndIsToldWithTheEnd() throws Exception {
        open(Version.HTTP_1_1);
        server.write("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        server.finish();
        assertEnded(How.FIN, 0, "it said HTTP 408, unasked");
    }

    @Test
    void answerThatIsNoHttpEndsTheConnection() throws Exception {
        open(Version.HTTP_1_1);
        connection.get("/");
        server.readHead();
        server.write("SSH-2.0-OpenSSH_9.2\r\n\r\n");
        Ended ended = events.next(Ended.class);
        assertThat(ended.how()).isEqualTo(How.PROTOCOL_ERROR);
        assertThat(ended.clause()).startsWith("the answer is not HTTP: ");
    }

    @Test
    void http2IsSpokenByPriorKnowledge() throws Exception {
        open(Version.HTTP_2);
        connection.get("/hello");
        byte[] preface = new byte[PREFACE_BYTES];
        for (int i = 0; i < preface.length; i++) {
            preface[i] = (byte) server.readByte();
        }
        assertThat(new String(preface, StandardCharsets.US_ASCII)).isEqualTo("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        byte[] settings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
        // RFC 7541 appendix A: 8 is ':status: 200'.
        byte[] head = {0, 0, 1, 1, 4, 0, 0, 0, 3, (byte) 0x88};
        byte[] data = {0, 0, 2, 0, 1, 0, 0, 0, 3, 'h', 'i'};
        server.write(settings);
        server.write(head);
        server.write(data);
        assertReply(200, "hi", false);
        assertThat(traffic.bytesIn()).isEqualTo(settings.length + head.length + data.length);
        assertThat(traffic.bytesOut()).isGreaterThan(PREFACE_BYTES);
        // 6.8: GOAWAY; the last stream is 3.
        server.write(new byte[] {0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0});
        assertEnded(How.FIN, 0, "GOAWAY");
    }

    @Test
    void serverThatAnswersAsHttp1DoesNotOfferHttp2() throws Exception {
        open(Version.HTTP_2);
        connection.get("/hello");
        server.readHead();
        server.write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        Ended ended = events.next(Ended.class);
        assertThat(ended.how()).isEqualTo(How.REFUSED);
        assertThat(ended.clause()).isEqualTo("the server does not answer as HTTP/2");
    }

    @Test
    void refusedConnectionIsNone() throws Exception {
        listener.close();
        client.connectHttp(settings(), Version.HTTP_1_1, traffic, events::add);
        Ended ended = events.next(Ended.class);
        assertThat(ended.how()).isEqualTo(How.NO_CONNECTION);
        assertThat(ended.clause()).endsWith("refused the connection");
        assertThat(traffic.connections()).isZero();
    }

    private WireSettings settings() {
        return WireSettings.to(WebSocketUrl.parse("http://127.0.0.1:" + listener.getLocalPort() + "/"));
    }

    private void open(Version version) throws Exception {
        client.connectHttp(settings(), version, traffic, events::add);
        accept();
    }

    private void accept() throws Exception {
        server = RawSocket.acceptOnly(listener);
        assertThat(events.next(Step.class).kind()).isEqualTo(Stage.TCP);
        connection = events.next(HttpOpened.class).connection();
    }

    private void assertReply(int status, String body, boolean last) throws Exception {
        HttpReply reply = events.next(HttpReply.class);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.asText()).isEqualTo(body);
        assertThat(reply.last()).isEqualTo(last);
    }

    private void assertEnded(How how, long unwritten, String detail) throws Exception {
        Ended ended = events.next(Ended.class);
        assertThat(ended.how()).isEqualTo(how);
        assertThat(ended.unwritten()).isEqualTo(unwritten);
        assertThat(ended.clause()).isEqualTo(detail);
    }

    private void cut() throws Exception {
        connection.cut();
        assertEnded(How.CUT, 0, "");
    }
}
