package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.TestSocket;
import dev.parley.TestSocket.Closed;
import dev.parley.TestSocket.Text;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

class UndeployIT extends DeployedWar {
    @ArquillianResource
    private Deployer deployer;

    @Test
    void undeployingClosesEveryConnectionWith1001() {
        try (TestSocket hello = TestSocket.open(ws("ws"));
                TestSocket echo = TestSocket.open(ws("echo"))) {
            assertThat(hello.send("hi").next()).isEqualTo(new Text("hello, i am server"));
            deployer.undeploy(DEPLOYMENT);
            assertThat(hello.next()).isEqualTo(new Closed(1001, "server is stopping"));
            assertThat(echo.next()).isEqualTo(new Closed(1001, "server is stopping"));
        }
    }
}
