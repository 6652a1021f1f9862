package dev.parley.wire;

import java.nio.file.Path;

/**
 * Says how TLS is spoken; null stands for what Java and the URL say.
 *
 * @param verified whether the server's certificate must be valid and for its name
 * @param authorities certificates (PEM) of the authorities that are trusted, in place of Java's own
 * @param certificate this client's certificate and those that signed it (PEM)
 * @param key the key of that certificate (PEM, PKCS#8)
 * @param passphrase of the key, if it is encrypted
 * @param serverName the name to ask for (SNI) and to expect in the certificate, in place of the URL's host
 */
public record Tls(
        boolean verified, Path authorities, Path certificate, Path key, String passphrase, String serverName) {
    /** Verifies against Java's own authorities, and shows no certificate. */
    public static final Tls DEFAULT = new Tls(true, null, null, null, null, null);

    /** Returns the same, verifying the server's certificate or not. */
    public Tls verified(boolean must) {
        return new Tls(must, authorities, certificate, key, passphrase, serverName);
    }

    /** Leaves the passphrase out. */
    @Override
    public String toString() {
        return "Tls[verified=" + verified + ", authorities=" + authorities + ", certificate=" + certificate + "]";
    }
}
