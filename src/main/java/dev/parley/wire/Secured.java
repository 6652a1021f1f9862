package dev.parley.wire;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What was agreed on in TLS, and who the other side says it is; comes before the {@link Step} that says so in words.
 *
 * @param protocol as Java calls it: {@code TLSv1.3}
 * @param alpn the application protocol that the server chose (RFC 7301), or null
 * @param certificates the server's, and those that signed it, as it sent them
 */
public record Secured(long nanos, String protocol, String cipher, String alpn, List<X509Certificate> certificates)
        implements WireEvent {
    /** Copies the list. */
    public Secured {
        certificates = List.copyOf(certificates);
    }
}
