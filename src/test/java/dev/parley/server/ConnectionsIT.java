package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.RawSocket;
import dev.parley.TestSocket;
import dev.parley.TestSocket.Closed;
import dev.parley.TestSocket.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    void silentConnectionOutlivesTheContainersOwnTimeout() {
        try (TestSocket socket = TestSocket.open(ws("ws"))) {
            assertThat(socket.staysQuiet(Container.current().ownIdleTimeout().plusSeconds(3)))
                    .isTrue();
            assertThat(socket.send("hi").next()).isEqualTo(new Text("hello, i am server"));
        }
    }

    @Test
    void textThatIsNoUtf8ClosesThatConnectionWith1007() throws IOException {
        try (TestSocket bystander = TestSocket.open(ws("ws"));
                RawSocket raw = RawSocket.connect(ws("ws"))) {
            // A masked text frame with the single byte 0xFF; mask 0.
            raw.write(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, (byte) 0xFF});
            assertThat(raw.readCloseFrame().closeCode()).isEqualTo(1007);
            assertThat(bystander.send("hi").next()).isEqualTo(new Text("hello, i am server"));
        }
    }

    @Test
    void clientThatVanishesHarmsNobodyElse() throws IOException {
        try (TestSocket bystander = TestSocket.open(ws("echo"))) {
            assertThat(bystander.send("before").next()).isEqualTo(new Text("before"));
            for (int i = 0; i < 10; i++) {
                TestSocket.open(ws("echo")).send("a message").vanish();
                TestSocket.open(ws("echo")).sendBeginning("half a message").vanish();
                RawSocket midFrame = RawSocket.connect(ws("echo"));
                // The start of a masked text frame of five bytes.
                midFrame.write(new byte[] {(byte) 0x81, (byte) 0x85, 0, 0, 0, 0, 'h'});
                midFrame.reset();
            }
            assertThat(bystander.send("after").next()).isEqualTo(new Text("after"));
            try (TestSocket later = TestSocket.open(ws("ws"))) {
                assertThat(later.send("still there?").next()).isEqualTo(new Text("hello, i am server"));
            }
        }
    }
}
