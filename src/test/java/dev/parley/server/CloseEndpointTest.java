package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import org.junit.jupiter.api.Test;

class CloseEndpointTest {
    private final FakeSession session = new FakeSession();
    private final CloseEndpoint endpoint = new CloseEndpoint();

    @Test
    void queryThatCannotBeDecodedIsRefusedAtOnce() {
        session.query = "reason=%zz";
        endpoint.opened(session.session(), "4000");
        endpoint.text("go", true);
        assertThat(session.closed).singleElement().satisfies(reason -> {
            assertThat(reason.getCloseCode().getCode()).isEqualTo(1008);
            assertThat(reason.getReasonPhrase()).isEqualTo("?reason= takes at most 123 bytes of percent-encoded UTF-8");
        });
        endpoint.closed(session.closed.get(0));
    }

    @Test
    void nothingIsClosedBeforeTheFirstMessage() {
        session.query = "reason=bye";
        endpoint.opened(session.session(), "4000");
        assertThat(session.closed).isEmpty();
        endpoint.binary(new byte[0], true);
        assertThat(session.closed)
                .singleElement()
                .extracting(CloseReason::getReasonPhrase)
                .isEqualTo("bye");
        endpoint.closed(session.closed.get(0));
    }
}
