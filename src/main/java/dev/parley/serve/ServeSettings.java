package dev.parley.serve;

import java.net.InetAddress;

/**
 * Says where the server listens.
 *
 * @param address the local address; the wildcard address for all of them
 * @param port 0 for any free one
 * @param contextPath {@code /} or a path like {@code /parley}, without a slash at its end
 */
public record ServeSettings(InetAddress address, int port, String contextPath) {}
