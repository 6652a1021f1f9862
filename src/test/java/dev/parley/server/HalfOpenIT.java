package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import dev.parley.TestSocket;
import dev.parley.TestSocket.Text;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Peers that are gone without a word, found by ping. */
class HalfOpenIT extends InContainer {
    @Deployment(testable = false)
    static WebArchive war() {
        return warWith("ping-interval", "500ms");
    }

    @Test
    void peerThatAnswersNoPingIsClosedWith1008() throws IOException {
        try (TestSocket answering = TestSocket.open(ws("ws"));
                RawSocket gone = RawSocket.connect(ws("ws"))) {
            awaitOpen(2);
            // Reads, but answers nothing, like a peer whose cable was pulled.
            Frame frame = gone.readFrame();
            int pings = 0;
            while (frame.opcode() == Frame.PING) {
                pings++;
                frame = gone.readFrame();
            }
            assertThat(pings).isPositive();
            assertThat(frame.closeCode()).isEqualTo(1008);
            assertThat(frame.closeReason()).isEqualTo("no pong within 1s");
            awaitOpen(1);
            // As old as the other, it is still there.
            assertThat(answering.send("hi").next()).isEqualTo(new Text("hello, i am server"));
        }
    }
}
