package dev.parley.server;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Is an open session without a network: it keeps what it was closed with, and fails or waits as it is told. */
final class FakeSession {
    final List<CloseReason> closed = new ArrayList<>();
    String query;
    IOException failOnSend;
    CountDownLatch holdClose = new CountDownLatch(0);

    Session session() {
        return proxy(Session.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "close" -> {
                holdClose.await();
                closed.add((CloseReason) arguments[0]);
                yield null;
            }
            case "getBasicRemote" ->
                proxy(RemoteEndpoint.Basic.class, (remote, send, message) -> {
                    throw failOnSend;
                });
            case "getQueryString" -> query;
            case "isOpen" -> true;
            default -> null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
