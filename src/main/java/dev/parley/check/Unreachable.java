package dev.parley.check;

import dev.parley.core.Printable;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Cause;
import dev.parley.wire.Clause;
import dev.parley.wire.Stage;
import java.util.List;

/** The meanings of there being no connection, and what to do about each. */
final class Unreachable {
    private static final String BROWSERS_SEE_1006 =
            "browsers refuse without saying so to the page, which sees 1006 only.";

    private Unreachable() {}

    /** Tells whether it is this machine that cannot go there, whoever is at the other end. */
    static boolean isLocal(Cause cause) {
        return cause instanceof Cause.NoRoute || cause instanceof Cause.NoLocalSocket;
    }

    /** Judges why there is no connection. */
    static Finding finding(Cause cause, WebSocketUrl url) {
        Finding finding = onTheWay(cause, url);
        finding = finding != null ? finding : proxy(cause);
        finding = finding != null ? finding : tls(cause);
        return finding != null
                ? finding
                : finding(cause, "There is no connection.", "The log of whoever listens there may say why.");
    }

    private static Finding onTheWay(Cause cause, WebSocketUrl url) {
        if (cause instanceof Cause.UnknownName || isSilent(cause, Stage.DNS)) {
            return finding(
                    cause,
                    "The name cannot be looked up from here, so nothing was sent anywhere.",
                    "Is it spelt right, and does this machine's resolver know it (a name inside a cluster or VPN is not known"
                            + " outside)?");
        } else if (cause instanceof Cause.NoLocalSocket) {
            return finding(
                    cause,
                    "It is this machine that cannot open one more connection: its limit on open files or on ports.",
                    "Close some, or raise that limit here (ulimit -n, ip_local_port_range).");
        } else if (cause instanceof Cause.ConnectionRefused refused) {
            return refused.peer().proxy()
                    ? finding(
                            cause,
                            "Nothing listens where the proxy should be; it was given with --proxy or stands in the environment.",
                            "Start it, correct it, or go without: --proxy none.")
                    : finding(
                            cause,
                            "The machine answers, and nothing listens on port " + url.port() + ".",
                            "Is the server running, on this port, and on this address and not on loopback only?");
        } else if (cause instanceof Cause.NoRoute) {
            return finding(
                    cause,
                    "No packet finds its way there from this machine.",
                    "Look at routes and the VPN, and whether this machine has that kind of network (IPv4, IPv6).");
        } else if (cause instanceof Cause.ConnectFailed || isSilent(cause, Stage.TCP)) {
            return finding(
                    cause,
                    "No answer to TCP: the packets are dropped, or the machine is off.",
                    "Look at firewalls, security groups and routes between here and there.");
        }
        return null;
    }

    private static Finding proxy(Cause cause) {
        if (cause instanceof Cause.ProxyWantsCredentials) {
            return wantsCredentials(cause);
        } else if (cause instanceof Cause.ProxyRejectedCredentials) {
            return rejectsCredentials(cause);
        } else if (cause instanceof Cause.ProxyAnswered answered && answered.status() == 407) {
            if (!takesBasic(answered.schemes())) {
                return finding(
                                cause,
                                "The proxy wants to know who connects by a scheme that Parley does not speak ("
                                        + Printable.cut(String.join("; ", answered.schemes()), 80)
                                        + "); it speaks Basic only.",
                                "Have the proxy take Basic, too, or have the host taken out of what goes through the proxy.")
                        .facts("hs-squid-connect");
            }
            return answered.proxy().user() == null ? wantsCredentials(cause) : rejectsCredentials(cause);
        } else if (cause instanceof Cause.ProxyAnswered answered && answered.status() == 403) {
            return finding(
                            cause,
                            "The proxy is not willing to open a tunnel (CONNECT) to that host or port; many allow 443 only.",
                            "Serve WebSocket as wss:// on 443, or have the port allowed.")
                    .facts("hs-squid-connect");
        } else if (cause instanceof Cause.ProxyAnswered
                || cause instanceof Cause.SocksAnswered
                || cause instanceof Cause.ProxyFailed
                || isCutOff(cause, Stage.PROXY)) {
            return finding(
                    cause,
                    "The proxy does not open a tunnel to the server.",
                    "Is it the right proxy, and can it reach the server? --proxy none goes without.");
        }
        return null;
    }

    private static Finding wantsCredentials(Cause cause) {
        return finding(
                        cause,
                        "The proxy passes nothing on without credentials; a browser would ask for them, libraries do not.",
                        "Give it --proxy-auth USER:PASSWORD, or have the host taken out of what goes through the proxy.")
                .facts("hs-squid-connect");
    }

    private static Finding rejectsCredentials(Cause cause) {
        return finding(
                        cause,
                        "The proxy does not know that user and password.",
                        "Correct them (--proxy-auth USER:PASSWORD), or have the host taken out of what goes through the proxy.")
                .facts("hs-squid-connect");
    }

    /** Tells whether a proxy takes user and password (RFC 7617); one that does not say what it takes may. */
    private static boolean takesBasic(List<String> schemes) {
        return schemes.isEmpty()
                || schemes.stream()
                        .anyMatch(scheme -> scheme.strip().split("[ ,]", 2)[0].equalsIgnoreCase("Basic"));
    }

    private static Finding tls(Cause cause) {
        if (cause instanceof Cause.CertificateRefused refused) {
            return certificate(refused).facts("hs-selfsigned", "cc-1015");
        } else if (cause instanceof Cause.NotTls) {
            return finding(
                    cause,
                    "The URL says wss://, and what listens there does not speak TLS.",
                    "Use ws:// there, or give the port for TLS.");
        } else if (cause instanceof Cause.TlsAlert alert && alert.isAboutClientCertificate()) {
            return finding(
                    cause,
                    "The server lets in only clients that show a certificate.",
                    "Give one with --cert and --key.");
        } else if (cause instanceof Cause.TlsAlert || cause instanceof Cause.TlsFailed || isCutOff(cause, Stage.TLS)) {
            return finding(cause, "TLS could not be set up.", "The log of whoever ends TLS there says why.");
        }
        return null;
    }

    private static Finding certificate(Cause.CertificateRefused refused) {
        return switch (refused.flaw()) {
            case NOT_VALID_NOW ->
                finding(
                        refused,
                        "The certificate has expired or is not yet valid; " + BROWSERS_SEE_1006,
                        "Renew the certificate; if it looks right, look at the clocks.");
            case UNTRUSTED ->
                finding(
                        refused,
                        "It is self-signed or signed by an authority of your own, or the server does not send the certificates in"
                                + " between; " + BROWSERS_SEE_1006,
                        "Install a certificate of a public authority with its whole chain; for an authority of your own give --ca FILE"
                                + " here, and trust it in the clients.");
            case OTHER_NAME ->
                finding(
                        refused,
                        "The certificate is for other names than the one in the URL.",
                        "Connect by a name that is in the certificate, or put this one into it (subjectAltName).");
        };
    }

    private static boolean isSilent(Cause cause, Stage step) {
        return cause instanceof Cause.NoAnswer none && none.step() == step;
    }

    private static boolean isCutOff(Cause cause, Stage step) {
        return isSilent(cause, step) || cause instanceof Cause.EndedDuring ended && ended.step() == step;
    }

    private static Finding finding(Cause cause, String meaning, String remedy) {
        return Finding.of(Verdict.FAILED, Printable.show(Clause.of(cause)), meaning, remedy);
    }
}
