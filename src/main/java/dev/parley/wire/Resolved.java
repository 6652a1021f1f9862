package dev.parley.wire;

import java.net.InetAddress;
import java.util.List;

/**
 * What a name was looked up to, or the address that was given in its place; that of a proxy, if there is one.
 *
 * @param addresses in the order in which they are tried
 */
public record Resolved(long nanos, List<InetAddress> addresses) implements WireEvent {
    /** Copies the list. */
    public Resolved {
        addresses = List.copyOf(addresses);
    }
}
