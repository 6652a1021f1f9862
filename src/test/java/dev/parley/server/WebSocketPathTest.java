package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WebSocketPathTest {
    @Test
    void pathsAreFoundWithTheirParameter() {
        assertThat(WebSocketPath.find("/ws")).isEqualTo(WebSocketPath.WS);
        assertThat(WebSocketPath.find("/delay/5s")).isEqualTo(WebSocketPath.DELAY);
        assertThat(WebSocketPath.find("/delay/")).isEqualTo(WebSocketPath.DELAY);
        for (String other : Set.of("/", "/ws/", "/wsx", "/delay", "/delay/5s/6s", "/delays/5s", "/index.html")) {
            assertThat(WebSocketPath.find(other)).as(other).isNull();
        }
    }

    @Test
    void everyPathIsOneEndpointsOwn() {
        Set<String> templates = new TreeSet<>();
        for (WebSocketPath path : WebSocketPath.values()) {
            templates.add(path.template());
        }
        Set<String> annotated = new TreeSet<>();
        for (Class<?> endpoint : Set.of(
                HelloEndpoint.class,
                EchoEndpoint.class,
                DelayEndpoint.class,
                PushEndpoint.class,
                CloseEndpoint.class,
                BytesEndpoint.class,
                FragmentsEndpoint.class,
                PingEndpoint.class,
                SilentEndpoint.class,
                RequestEndpoint.class)) {
            annotated.add(endpoint.getAnnotation(ServerEndpoint.class).value());
        }
        assertThat(annotated).isEqualTo(templates).hasSize(10);
    }
}
