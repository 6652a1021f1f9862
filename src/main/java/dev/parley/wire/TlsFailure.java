package dev.parley.wire;

import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a clause why TLS failed. */
final class TlsFailure {
    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");

    private TlsFailure() {}

    static String describe(Throwable thrown) {
        Throwable last = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            last = cause;
            if (cause instanceof ClosedChannelException) {
                return "the connection was ended by the other side during the TLS handshake";
            }
            if (cause instanceof NotSslRecordException) {
                return "the other side does not speak TLS there";
            }
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return "the server's certificate is not valid now: " + cause.getMessage();
            }
            if (cause instanceof CertPathBuilderException) {
                return "the server's certificate is not signed by an authority that is trusted here";
            }
            if (cause instanceof CertificateException && isAboutNames(cause)) {
                return "the server's certificate is for another name: " + cause.getMessage();
            }
            Matcher alert = ALERT.matcher(String.valueOf(cause.getMessage()));
            if (alert.find()) {
                return "the server ended TLS with the alert " + alert.group(1) + meaning(alert.group(1));
            }
        }
        return "TLS: " + (last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage());
    }

    private static boolean isAboutNames(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.startsWith("No name matching") || message.startsWith("No subject alternative");
    }

    private static String meaning(String alert) {
        return switch (alert) {
            case "bad_certificate", "certificate_required", "certificate_unknown", "unknown_ca" ->
                " (it wants a client certificate that it trusts)";
            case "unrecognized_name" -> " (it knows no server of that name)";
            case "protocol_version", "handshake_failure" -> " (no version or cipher of TLS in common)";
            default -> "";
        };
    }
}
