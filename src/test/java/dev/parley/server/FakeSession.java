package dev.parley.server;

import dev.parley.core.Setting;
import dev.parley.core.SettingSources;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An open session without a network: it keeps what it was closed with, and fails or waits as it is told. */
final class FakeSession {
    final List<CloseReason> closed = new ArrayList<>();
    final Map<String, Object> properties = new HashMap<>();
    Map<String, String> pathParameters = Map.of();
    String query;
    IOException failOnSend;
    CountDownLatch holdClose = new CountDownLatch(0);

    /** Returns a server with settings as in {@code "parley.max-connections", "2"}; the test stops it. */
    static Server server(String... settings) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], settings[i + 1]);
        }
        return new Server("test", new SettingSources(given::get, none -> null, none -> null), Setting.OF_THE_WAR);
    }

    Session session() {
        return proxy(Session.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "close" -> {
                holdClose.await();
                closed.add((CloseReason) arguments[0]);
                yield null;
            }
            case "getBasicRemote" ->
                proxy(RemoteEndpoint.Basic.class, (remote, send, message) -> {
                    if (failOnSend != null) {
                        throw failOnSend;
                    }
                    return null;
                });
            case "getQueryString" -> query;
            case "getUserProperties" -> properties;
            case "getPathParameters" -> pathParameters;
            case "isOpen" -> true;
            default -> null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
