package dev.parley.server;

import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.time.Duration;

/**
 * The end of the deployment: closes every connection with 1001 when the application stops or is redeployed (RFC 6455 section
 * 7.4.1).
 *
 * <p>It serves nothing and has no path. It is a servlet because servlets are destroyed before any context listener is
 * called (Jakarta Servlet, {@code ServletContextListener}): a container's own WebSocket listener would be first, and close
 * with a reason of its own or none.
 */
public final class StopServlet extends GenericServlet {
    private static final long serialVersionUID = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public void init() {
        // A rehearsal without connections loads every class that the end needs: by then the WAR may be deleted, and
        // Open Liberty could not read them any more.
        Server.current().connections().closeAll(CloseReasons.STOPPING, PATIENCE);
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) {
        throw new UnsupportedOperationException("this servlet has no path");
    }

    @Override
    public void destroy() {
        Server.current().stop(PATIENCE);
    }
}
