package dev.parley.check;

import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Cause;
import dev.parley.wire.Ended;
import dev.parley.wire.Secured;
import dev.parley.wire.Step;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What was seen on the way up to the handshake.
 *
 * @param url where it was to lead
 * @param steps what was done, and how long that took
 * @param end why there is no connection; null if there is one
 * @param resolved the addresses of the server's name, in the order of the name service; empty if a proxy looks them up
 * @param tried the first of these, each by itself; empty if there are fewer than two
 * @param tls what was agreed on, and who the server says it is; null without TLS
 * @param strictly why clients that look at certificates get no connection; null if they get one, or nobody looked
 */
record ReachSeen(
        WebSocketUrl url,
        List<Step> steps,
        Ended end,
        List<InetAddress> resolved,
        List<Tried> tried,
        Agreed tls,
        Cause strictly) {
    /** Copies the lists. */
    ReachSeen {
        steps = List.copyOf(steps);
        resolved = List.copyOf(resolved);
        tried = List.copyOf(tried);
    }

    /**
     * One of several addresses of a name.
     *
     * @param tookNanos how long TCP took; 0 if it did not come about
     * @param cause why it did not; null if it did
     */
    record Tried(InetAddress address, long tookNanos, Cause cause) {}

    /**
     * What was agreed on in TLS.
     *
     * @param protocol as Java calls it: {@code TLSv1.3}
     * @param alpn the application protocol that the server chose, or null
     * @param http2 whether the server chooses HTTP/2 if that is offered
     * @param certificate the server's own; null if it showed none
     */
    record Agreed(String protocol, String cipher, String alpn, boolean http2, Certificate certificate) {
        static Agreed of(Secured secured, boolean http2) {
            return new Agreed(
                    secured.protocol(),
                    secured.cipher(),
                    secured.alpn(),
                    http2,
                    secured.certificates().isEmpty()
                            ? null
                            : Certificate.of(secured.certificates().get(0)));
        }
    }

    /** Who a server says it is, who vouches for it, and how long that holds. */
    record Certificate(String subject, String issuer, boolean selfSigned, Instant until) {
        static Certificate of(X509Certificate certificate) {
            return new Certificate(
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal()),
                    certificate.getNotAfter().toInstant());
        }
    }

    /** Tells whether there never was a connection. */
    boolean fails() {
        return end != null && end.how() == Ended.How.NO_CONNECTION;
    }
}
