package dev.parley.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.BrowserPage;
import dev.parley.ParleyProcess;
import java.io.IOException;
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
        }
    }

    @Test
    void pageFitsAPhoneAndTheDark() throws IOException {
        try (ParleyProcess server = ParleyProcess.serve();
                BrowserPage page = BrowserPage.open(server.http(""))) {
            page.awaitLastLines(RECEIVED);
            page.send("a-long-word-".repeat(40));
            page.awaitLastLines(RECEIVED);
            page.screenshot(Path.of("target/screenshots/wide-light.png"));
            assertThat(page.background("light")).isEqualTo("rgba(243, 245, 247, 1)");
            assertThat(page.background("dark")).isEqualTo("rgba(17, 22, 27, 1)");
            assertThat(page.widthOnAPhone(320)).isEqualTo(320);
            page.screenshot(Path.of("target/screenshots/narrow-dark.png"));
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
                    "WebSocket connection closed. Code 1000 (normal closure)",
                    OPENED,
                    SENT,
                    "Received message: Hi From the Client!");
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
            page.awaitStatus("closed");
            assertThat(page.lines().get(page.lines().size() - 1)).startsWith("WebSocket error: ");
        }
    }
}
