package dev.parley.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.BrowserPage;
import dev.parley.ParleyProcess;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageOfServeIT {
    private static final String OPENED = "WebSocket connection opened.";
    private static final String SENT = "Sent message: Hi From the Client!";
    private static final String RECEIVED = "Received message: hello, i am server";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/parley"})
    void pageWorksUnderAnyContextPath(String contextPath) {
        try (ParleyProcess server = ParleyProcess.serve("--context-path", contextPath);
                BrowserPage page = BrowserPage.open(server.http(""))) {
            page.awaitLastLines(OPENED, SENT, RECEIVED);
            assertThat(page.status()).isEqualTo("open");
            assertThat(page.overflows(360)).isFalse();
        }
    }

    @Test
    void serverThatStopsIsShownAndReconnectingWorksOnceItIsBack() {
        int port;
        try (ParleyProcess server = ParleyProcess.serve()) {
            port = server.ws("ws").getPort();
            try (BrowserPage page = BrowserPage.open(server.http(""))) {
                page.awaitLastLines(OPENED, SENT, RECEIVED);
                server.terminate().awaitExit();
                page.awaitLastLines("WebSocket connection closed. Code 1001 (going away), reason: server is stopping");
                assertThat(page.canSend()).isFalse();
                page.pressConnect();
                page.awaitLastLines("WebSocket error", "WebSocket connection closed. Code 1006 (no close frame came)");
                try (ParleyProcess again = ParleyProcess.serveOn(port)) {
                    page.pressConnect();
                    page.awaitLastLines(OPENED, SENT, RECEIVED);
                    again.kill();
                    page.awaitLastLines("WebSocket connection closed. Code 1006 (no close frame came)");
                }
            }
        }
    }

    @Test
    void whatTheServerSendsIsShownAsTextNotAsMarkup() {
        try (ParleyProcess server = ParleyProcess.serve();
                BrowserPage page = BrowserPage.open(server.http(""))) {
            page.awaitLastLines(RECEIVED);
            page.connectTo(server.ws("echo"));
            page.awaitLastLines(
                    "Left this connection for a new one.", OPENED, SENT, "Received message: Hi From the Client!");
            page.send("<b onclick=x>bold</b> &amp;");
            page.awaitLastLines("Received message: <b onclick=x>bold</b> &amp;");
        }
    }

    @Test
    void pageOpenedFromDiskTalksToTheServer() {
        try (ParleyProcess server = ParleyProcess.serve();
                BrowserPage page = BrowserPage.open(
                        Path.of("webapp/index.html").toAbsolutePath().toUri())) {
            assertThat(page.address()).isEqualTo("ws://localhost:8080/ws");
            page.connectTo(server.ws("ws"));
            page.awaitLastLines(OPENED, SENT, RECEIVED);
        }
    }

    @Test
    void addressThatIsNoneIsSaid() {
        try (ParleyProcess server = ParleyProcess.serve();
                BrowserPage page = BrowserPage.open(server.http(""))) {
            page.awaitLastLines(RECEIVED);
            page.connectTo(URI.create("mailto:nobody"));
            assertThat(page.lines().get(page.lines().size() - 1)).startsWith("WebSocket error: ");
            assertThat(page.status()).isEqualTo("closed");
        }
    }
}
