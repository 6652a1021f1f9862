package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.TestSocket;
import dev.parley.TestSocket.Closed;
import dev.parley.TestSocket.Event;
import dev.parley.TestSocket.Lost;
import dev.parley.TestSocket.Text;
import java.net.URL;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class UndeployIT extends UndeployedWar {
    @Test
    @Order(2)
    void undeployingClosesEveryConnectionWith1001(@ArquillianResource @OperateOnDeployment(DEPLOYMENT) URL url) {
        try (TestSocket hello = TestSocket.open(InContainer.ws(url, "ws"));
                TestSocket echo = TestSocket.open(InContainer.ws(url, "echo"))) {
            assertThat(hello.send("hi").next()).isEqualTo(new Text("hello, i am server"));
            undeploy();
            assertClosed(hello.next());
            assertClosed(echo.next());
        }
    }

    private static void assertClosed(Event end) {
        if (Container.current().mayCutConnectionsWhenItStops() && end instanceof Lost) {
            return;
        }
        assertThat(end).isEqualTo(new Closed(1001, "server is stopping"));
    }
}
