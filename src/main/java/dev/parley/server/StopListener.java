package dev.parley.server;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;

/** Closes every connection with 1001 when the application stops or is redeployed (RFC 6455 section 7.4.1). */
@WebListener
public final class StopListener implements ServletContextListener {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Connection.closeAll(CloseReasons.STOPPING, PATIENCE);
    }
}
