package dev.parley.serve;

import dev.parley.core.ServerSettings;
import java.net.InetAddress;
import java.time.Duration;

/**
 * Where the server listens, and what it does at its limits.
 *
 * @param address the local address; the wildcard address for all of them
 * @param port 0 for any free one
 * @param contextPath {@code /} or a path like {@code /parley}, without a slash at its end
 * @param httpIdleTimeout of an HTTP connection; zero for none
 * @param limits those of the WAR, which reads them for itself; here for what only the container can do
 */
public record ServeSettings(
        InetAddress address, int port, String contextPath, Duration httpIdleTimeout, ServerSettings limits) {}
