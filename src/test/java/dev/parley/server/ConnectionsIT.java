package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.TestSocket;
import dev.parley.TestSocket.Closed;
import dev.parley.TestSocket.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionsIT extends DeployedWar {
    @Test
    void aHundredConnectionsAtOnceEachGetTheirOwnReplies() {
        List<TestSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                sockets.add(TestSocket.open(ws("echo")));
            }
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 100; i++) {
                    sockets.get(i).send("connection " + i + " round " + round);
                }
            }
            for (int i = 0; i < 100; i++) {
                for (int round = 0; round < 3; round++) {
                    assertThat(sockets.get(i).next()).isEqualTo(new Text("connection " + i + " round " + round));
                }
                assertThat(sockets.get(i).isQuiet()).isTrue();
            }
        } finally {
            sockets.forEach(TestSocket::close);
        }
    }

    @Test
    void anyOriginMayConnect() {
        for (String origin : List.of("null", "https://elsewhere.example", "file://")) {
            try (TestSocket socket = TestSocket.open(ws("ws"), origin)) {
                assertThat(socket.send("hi").next()).isEqualTo(new Text("hello, i am server"));
            }
        }
    }

    @Test
    void closeOfTheServerReachesTheClientWithCodeAndReason() {
        try (TestSocket plain = TestSocket.open(ws("close/1000"));
                TestSocket custom = TestSocket.open(ws("close/4321?reason=see%20you%20%C3%A9"));
                TestSocket going = TestSocket.open(ws("close/1013?reason=full"))) {
            assertThat(plain.send("go").next()).isEqualTo(new Closed(1000, ""));
            assertThat(custom.send("go").next()).isEqualTo(new Closed(4321, "see you é"));
            assertThat(going.send("go").next()).isEqualTo(new Closed(1013, "full"));
        }
    }

    @Test
    void closeOfTheClientIsAnsweredWithItsCode() {
        for (int code : List.of(1000, 1001, 4001)) {
            try (TestSocket socket = TestSocket.open(ws("ws"))) {
                socket.sendClose(code, "bye");
                assertThat(socket.next()).isEqualTo(new Closed(code, "bye"));
            }
        }
    }

    @Test
    void codeThatMayNotBeSentIsRefusedAtOnceWithWhatIsAllowed() {
        for (String code : List.of("1005", "1006", "999", "5000", "x")) {
            try (TestSocket socket = TestSocket.open(ws("close/" + code))) {
                assertThat(socket.next())
                        .isEqualTo(new Closed(1008, "/close/{code} takes a code of 1000-1003, 1007-1014 or 3000-4999"));
            }
        }
    }

    @Test
    void clientThatVanishesHarmsNobodyElse() {
        try (TestSocket bystander = TestSocket.open(ws("echo"))) {
            assertThat(bystander.send("before").next()).isEqualTo(new Text("before"));
            IntStream.range(0, 20).forEach(i -> {
                TestSocket vanishing = TestSocket.open(ws("echo"));
                vanishing.send("half of a message ".repeat(i)).vanish();
            });
            assertThat(bystander.send("after").next()).isEqualTo(new Text("after"));
            try (TestSocket later = TestSocket.open(ws("ws"))) {
                assertThat(later.send("still there?").next()).isEqualTo(new Text("hello, i am server"));
            }
        }
    }
}
