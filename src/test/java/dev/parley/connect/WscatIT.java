package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.parley.ParleyProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lets wscat, which most people reach for first, talk to {@code serve}. */
class WscatIT {
    private static ParleyProcess server;

    @BeforeAll
    static void startServer() {
        server = ParleyProcess.serve();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void hearsTheReply() throws IOException {
        try (ParleyProcess wscat = wscat("ws", "-x", "hi", "-w", "0.3")) {
            assertThat(wscat.awaitExit()).isZero();
            assertThat(wscat.out()).containsExactly("hello, i am server");
        }
    }

    @Test
    void sendsHeadersCredentialsOriginAndSubprotocol() throws IOException {
        try (ParleyProcess wscat = wscat(
                "request",
                "-x",
                "hi",
                "-w",
                "0.3",
                "-s",
                "chat",
                "-H",
                "X-A: b",
                "--auth",
                "u:p",
                "-o",
                "http://a.example")) {
            assertThat(wscat.awaitExit()).isZero();
            JsonObject request = JsonParser.parseString(wscat.out().get(0)).getAsJsonObject();
            assertThat(request.get("subprotocol").getAsString()).isEqualTo("chat");
            assertThat(request.getAsJsonObject("headers").toString())
                    .contains(
                            "\"x-a\":[\"b\"]",
                            "\"authorization\":[\"Basic dTpw\"]",
                            "\"origin\":[\"http://a.example\"]");
        }
    }

    @Test
    void typesMessagesPingsAndAClose() throws IOException {
        try (ParleyProcess wscat = wscat("request", "--slash", "-P")) {
            // What it is told at the opening: what was typed before would be lost.
            wscat.awaitOut(".*\"uri\":\"/request\".*");
            wscat.type("/ping abc");
            wscat.awaitOut(".*Received pong \\(data: \"abc\"\\)");
            wscat.type("/close 4001, bye");
            assertThat(wscat.awaitExit()).isZero();
        }
        assertThat(server.err()).filteredOn(line -> line.contains("lost")).isEmpty();
    }

    @Test
    void isToldThatAPathIsNone() throws IOException {
        try (ParleyProcess wscat = wscat("nothing", "-x", "hi")) {
            assertThat(wscat.awaitExit()).isEqualTo(255);
            assertThat(wscat.err()).containsExactly("error: Unexpected server response: 404");
        }
    }

    /** Its stdin stays open, for at its end wscat goes without waiting for anything. */
    private static ParleyProcess wscat(String path, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-c", server.ws(path).toString()));
        arguments.addAll(Arrays.asList(options));
        return ParleyProcess.startWithOpenStdin(NodePeer.wscat(arguments.toArray(String[]::new)));
    }
}
