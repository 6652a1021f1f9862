package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import dev.parley.TestSocket;
import dev.parley.TestSocket.Text;
import java.io.IOException;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Finds peers that are gone without a word, by ping. */
class HalfOpenIT extends InContainer {
    @Deployment(testable = false)
    static WebArchive war() {
        return warWith("ping-interval", "200ms");
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
            assertThat(pings).isBetween(2, 4);
            assertThat(frame.closeCode()).isEqualTo(1008);
            assertThat(frame.closeReason()).isEqualTo("no pong within 400ms");
            awaitOpen(1);
            assertThat(answering.staysQuiet(Duration.ofSeconds(1))).isTrue();
            assertThat(answering.send("hi").next()).isEqualTo(new Text("hello, i am server"));
        }
    }
}
