package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.BrowserPage;
import dev.parley.TestHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class PageIT extends UndeployedWar {
    @Test
    @Order(2)
    void pageIsServedWithItsScriptAndStyle(@ArquillianResource @OperateOnDeployment(DEPLOYMENT) URL url)
            throws Exception {
        assertServed(DeployedWar.http(url, ""), "index.html", "text/html");
        assertServed(DeployedWar.http(url, "parley.js"), "parley.js", "text/javascript");
        assertServed(DeployedWar.http(url, "parley.css"), "parley.css", "text/css");
    }

    @Test
    @Order(3)
    void pageOpensSendsReceivesAndShowsAServerThatGoesAway(
            @ArquillianResource @OperateOnDeployment(DEPLOYMENT) URL url) {
        try (BrowserPage page = BrowserPage.open(DeployedWar.http(url, ""))) {
            page.awaitLastLines(
                    "WebSocket connection opened.",
                    "Sent message: Hi From the Client!",
                    "Received message: hello, i am server");
            assertThat(page.address()).isEqualTo(DeployedWar.ws(url, "ws").toString());
            page.send("one more");
            page.awaitLastLines("Sent message: one more", "Received message: hello, i am server");
            undeploy();
            page.awaitStatus("closed");
            String lastLine = page.lines().get(page.lines().size() - 1);
            if (Container.current().mayCutConnectionsWhenItStops() && lastLine.contains("1006")) {
                assertThat(lastLine).isEqualTo("WebSocket connection closed. Code 1006 (no close frame came)");
            } else {
                assertThat(lastLine)
                        .isEqualTo("WebSocket connection closed. Code 1001 (going away), reason: server is stopping");
            }
        }
    }

    private static void assertServed(URI uri, String file, String type) throws IOException, InterruptedException {
        HttpResponse<String> response = TestHttp.get(uri);
        assertThat(response.statusCode()).as("%s", uri).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse(""))
                .as("%s", uri)
                .startsWith(type);
        assertThat(response.body()).isEqualTo(Files.readString(Path.of("webapp", file)));
    }
}
