package dev.parley.server.container;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The TCP connection under a WebSocket in Payara and GlassFish, which tells of its end and of what comes in on it.
 *
 * <p>Grizzly closes a TCP connection on which it cannot write, an answer or a pong, and tells whoever waits for what comes in
 * next. While Tyrus is still at what came in last, nobody does: it then waits for ever, and only the next write would fail. Of
 * a ping and its pong not even the endpoint knows. So it is Grizzly that is asked for the end, and for signs of life.
 */
public final class GrizzlyConnection {
    // The way there, as Payara and after it GlassFish name it: public all of it, and in no API.
    private static final List<List<String>> WAY = List.of(
            List.of("getUnwrappedCoyoteRequest"),
            List.of("getCoyoteRequest", "getGrizzlyRequest"),
            List.of("getContext"),
            List.of("getConnection"));
    private static final String CLOSE_LISTENER = "org.glassfish.grizzly.CloseListener";
    private static final String PROBE = "org.glassfish.grizzly.ConnectionProbe";
    private static final String MONITORING = "org.glassfish.grizzly.monitoring.MonitoringConfig";

    private static final Logger LOG = System.getLogger(GrizzlyConnection.class.getName());
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final Object connection;

    /** The one who is told; called on Grizzly's threads, and must not wait. */
    public interface Watcher {
        /** Takes note that something has come in, a ping or a pong included. */
        void read();

        /** Takes note that the TCP connection is closed, by whichever side. */
        void closed();
    }

    private GrizzlyConnection(Object connection) {
        this.connection = connection;
    }

    /** Finds the one on which a handshake comes in; null if it cannot be found, or in any other container. */
    public static GrizzlyConnection of(HttpServletRequest handshake) {
        if (!Peculiarities.isTyrus(handshake)) {
            return null;
        }
        try {
            Object found = handshake;
            for (List<String> names : WAY) {
                found = step(found, names).invoke(found);
            }
            return new GrizzlyConnection(found);
        } catch (ReflectiveOperationException | RuntimeException e) {
            warn(e);
            return null;
        }
    }

    /** Tells the watcher from now on. Grizzly keeps it for longer than the WebSocket is there, here and there. */
    public void watch(Watcher watcher) {
        try {
            Object listener = callback(CLOSE_LISTENER, method -> watcher.closed());
            connection
                    .getClass()
                    .getMethod("addCloseListener", type(CLOSE_LISTENER))
                    .invoke(connection, listener);
            Object probes = Array.newInstance(type(PROBE), 1);
            Array.set(probes, 0, callback(PROBE, method -> {
                if (method.getName().equals("onReadEvent")) {
                    watcher.read();
                }
            }));
            // Found on the interface: the class behind it is not public.
            Object monitoring =
                    connection.getClass().getMethod("getMonitoringConfig").invoke(connection);
            type(MONITORING).getMethod("addProbes", Object[].class).invoke(monitoring, probes);
        } catch (ReflectiveOperationException | RuntimeException e) {
            warn(e);
        }
    }

    private static Method step(Object from, List<String> names) throws NoSuchMethodException {
        for (String name : names) {
            try {
                return from.getClass().getMethod(name);
            } catch (NoSuchMethodException e) {
                // The other container, then.
            }
        }
        throw new NoSuchMethodException(from.getClass().getName() + " has none of " + names);
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, false, connection.getClass().getClassLoader());
    }

    /** Makes an object of an interface of Grizzly's whose every method does that. */
    private Object callback(String name, Consumer<Method> onCall) throws ClassNotFoundException {
        Class<?> type = type(name);
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(onCall, arguments);
            }
            onCall.accept(method);
            return null;
        });
    }

    private static void warn(Exception e) {
        if (WARNED.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "the end of a connection, and a peer's pings, may stay unnoticed: " + e);
        }
    }
}
