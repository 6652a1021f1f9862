package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.RawSocket;
import dev.parley.TestSocket;
import dev.parley.TestSocket.Closed;
import dev.parley.TestSocket.Event;
import dev.parley.TestSocket.Lost;
import dev.parley.TestSocket.Text;
import java.io.IOException;
import java.net.URL;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class UndeployIT extends UndeployedWar {
    @Test
    @Order(2)
    void undeployingClosesEveryConnectionWith1001AndEndsWhatIsDueLater(
            @ArquillianResource @OperateOnDeployment(DEPLOYMENT) URL url) throws IOException {
        try (TestSocket hello = TestSocket.open(InContainer.ws(url, "ws"));
                TestSocket echo = TestSocket.open(InContainer.ws(url, "echo"));
                RawSocket late = RawSocket.open(InContainer.http(url, "hello"))) {
            late.write("GET " + InContainer.http(url, "hello").getPath()
                    + "?delay=30m HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(hello.send("hi").next()).isEqualTo(new Text("hello, i am server"));
            undeploy();
            assertClosed(hello.next());
            assertClosed(echo.next());
            assertThat(late.readToEndAsText()).doesNotContain("hello, i am server");
        }
    }

    private static void assertClosed(Event end) {
        if (Container.current().mayCutConnectionsWhenItStops() && end instanceof Lost) {
            return;
        }
        assertThat(end).isEqualTo(new Closed(1001, "server is stopping"));
    }
}
