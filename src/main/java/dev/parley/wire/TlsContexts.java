package dev.parley.wire;

import dev.parley.core.WebSocketUrl;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.NetUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Makes Java's TLS for connections; reads each setting's files once. Thread-safe. */
final class TlsContexts {
    private record Key(Tls tls, List<String> protocols) {}

    private final Map<Key, SslContext> contexts = new ConcurrentHashMap<>();

    /**
     * Returns what connections of these settings share; may read files.
     *
     * @param protocols what is offered by ALPN (RFC 7301), the best first
     * @throws SSLException with a clause for the user, if a file cannot be read
     */
    SslContext context(Tls tls, List<String> protocols) throws SSLException {
        Key key = new Key(tls, protocols);
        SslContext context = contexts.get(key);
        if (context == null) {
            context = build(tls, protocols);
            contexts.put(key, context);
        }
        return context;
    }

    /** Forgets files and sessions, so that nothing is resumed. */
    void forget() {
        contexts.clear();
    }

    /** Returns the TLS of a new connection, which checks the certificate's name unless told not to. */
    static SslHandler handler(SslContext context, ByteBufAllocator allocator, Tls tls, WebSocketUrl url) {
        String name = tls.serverName() == null ? url.host() : tls.serverName();
        SslHandler handler = context.newHandler(allocator, name, url.port());
        if (!NetUtil.isValidIpV4Address(name) && !NetUtil.isValidIpV6Address(name)) {
            // Java leaves out names without a dot, which services in containers often have.
            SSLParameters parameters = handler.engine().getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            handler.engine().setSSLParameters(parameters);
        }
        return handler;
    }

    /** Returns what was agreed on and who the other side says it is. */
    static Secured secured(SSLSession session, String alpn) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (Certificate certificate : session.getPeerCertificates()) {
                if (certificate instanceof X509Certificate known) {
                    certificates.add(known);
                }
            }
        } catch (SSLPeerUnverifiedException e) {
            // It showed none, which the empty list says.
            certificates.clear();
        }
        return new Secured(System.nanoTime(), session.getProtocol(), session.getCipherSuite(), alpn, certificates);
    }

    /** Says what was agreed on and who the other side says it is. */
    static String describe(SSLSession session) {
        String agreed = session.getProtocol() + ", " + session.getCipherSuite();
        try {
            Certificate[] chain = session.getPeerCertificates();
            if (chain.length > 0 && chain[0] instanceof X509Certificate certificate) {
                return agreed + "; certificate "
                        + certificate.getSubjectX500Principal().getName() + ", issued by "
                        + certificate.getIssuerX500Principal().getName() + ", valid "
                        + certificate.getNotBefore().toInstant() + " to "
                        + certificate.getNotAfter().toInstant();
            }
        } catch (SSLPeerUnverifiedException e) {
            return agreed + "; no certificate";
        }
        return agreed;
    }

    private static SslContext build(Tls tls, List<String> protocols) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        protocols));
        if (!tls.verified()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm("");
        } else if (tls.authorities() != null) {
            Path file = readable(tls.authorities());
            use(file, "no certificates (PEM)", () -> builder.trustManager(file.toFile()));
        }
        if (tls.certificate() != null) {
            Path certificate = readable(tls.certificate());
            Path key = readable(tls.key() == null ? tls.certificate() : tls.key());
            use(
                    key,
                    "no key for " + certificate + ", or its passphrase is another, or it is not PKCS#8"
                            + " (openssl pkcs8 -topk8 makes it that)",
                    () -> builder.keyManager(certificate.toFile(), key.toFile(), tls.passphrase()));
        }
        return builder.build();
    }

    private static Path readable(Path file) throws SSLException {
        if (!Files.isReadable(file)) {
            throw new SSLException("the file " + file + " cannot be read");
        }
        return file;
    }

    private static void use(Path file, String otherwise, Runnable use) throws SSLException {
        try {
            use.run();
        } catch (IllegalArgumentException e) {
            // Without its cause, which tells of streams and bytes: the file is what a user can look at.
            throw new SSLException("the file " + file + " has " + otherwise);
        }
    }
}
