package dev.parley.wire;

import dev.parley.wire.Cause.CertificateRefused;
import dev.parley.wire.Cause.CertificateRefused.Flaw;
import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a cause of why TLS failed: Java's words are read here, and nowhere else. */
final class TlsFailure {
    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");
    private static final Pattern OTHER_NAME = Pattern.compile("^No (name matching|subject alternative)");

    private TlsFailure() {}

    static Cause cause(Throwable thrown) {
        Throwable last = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            last = cause;
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof ClosedChannelException) {
                return new Cause.EndedDuring(Stage.TLS, "");
            }
            if (cause instanceof NotSslRecordException) {
                return new Cause.NotTls();
            }
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return new CertificateRefused(Flaw.NOT_VALID_NOW, message);
            }
            if (cause instanceof CertPathBuilderException) {
                return new CertificateRefused(Flaw.UNTRUSTED, message);
            }
            if (cause instanceof CertificateException
                    && OTHER_NAME.matcher(message).find()) {
                return new CertificateRefused(Flaw.OTHER_NAME, message);
            }
            Matcher alert = ALERT.matcher(message);
            if (alert.find()) {
                return new Cause.TlsAlert(alert.group(1));
            }
        }
        return new Cause.TlsFailed(last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage());
    }
}
