package dev.parley.check;

import dev.parley.core.Printable;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Ended;
import java.util.regex.Pattern;

/** Says what it means that there is no connection, and what to do. */
final class Unreachable {
    private static final Pattern NO_ROUTE = Pattern.compile("(?i)no route|unreachable|not supported by protocol");

    private Unreachable() {}

    /** Tells whether it is this machine that has no such network. */
    static boolean isLocal(Ended end) {
        return NO_ROUTE.matcher(end.clause()).find();
    }

    /** Tells whether the server's certificate was not good enough. */
    static boolean isForACertificate(Ended end) {
        return end.clause().contains("certificate") && !end.clause().contains("client certificate");
    }

    /**
     * Judges.
     *
     * @param end why there is no connection
     */
    static Finding finding(Ended end, WebSocketUrl url) {
        String detail = Printable.show(end.clause());
        return switch (end.step()) {
            case DNS ->
                finding(
                        detail,
                        "The name cannot be looked up from here, so nothing was sent anywhere.",
                        "Is it spelt right, and does this machine's resolver know it (a name inside a cluster or VPN is not known"
                                + " outside)?");
            case TCP -> tcp(detail, url);
            case PROXY -> proxy(detail);
            default -> tls(detail);
        };
    }

    private static Finding tcp(String detail, WebSocketUrl url) {
        if (detail.contains("refused")) {
            if (detail.startsWith("the proxy")) {
                return finding(
                        detail,
                        "Nothing listens where the proxy should be, which was given with --proxy or stands in the environment.",
                        "Start it, correct it, or go without: --proxy none.");
            }
            return finding(
                    detail,
                    "The machine answers, and nothing listens on port " + url.port() + ".",
                    "Is the server running, on this port, and on this address and not on loopback only?");
        }
        return finding(
                detail,
                "No answer to TCP: the packets are dropped, or the machine is off.",
                "Look at firewalls, security groups and routes between here and there.");
    }

    private static Finding proxy(String detail) {
        if (detail.contains("407") || detail.contains("credentials")) {
            return finding(
                            detail,
                            "The proxy passes nothing on without credentials; a browser would ask for them, libraries do not.",
                            "Give it --proxy-auth USER:PASSWORD, or have the host taken out of what goes through the proxy.")
                    .facts("hs-squid-connect");
        }
        if (detail.contains("403")) {
            return finding(
                            detail,
                            "The proxy is not willing to open a tunnel (CONNECT) to that host or port; many allow 443 only.",
                            "Serve WebSocket as wss:// on 443, or have the port allowed.")
                    .facts("hs-squid-connect");
        }
        return finding(
                detail,
                "The proxy does not open a tunnel to the server.",
                "Is it the right proxy, and can it reach the server? --proxy none goes without.");
    }

    private static Finding tls(String detail) {
        if (detail.contains("not valid now")) {
            return finding(
                            detail,
                            "The certificate has expired or is not yet valid; browsers refuse without saying so to the page, which sees"
                                    + " 1006 only.",
                            "Renew the certificate; if it looks right, look at the clocks.")
                    .facts("hs-selfsigned", "cc-1015");
        }
        if (detail.contains("not signed by an authority")) {
            return finding(
                            detail,
                            "It is signed by itself or by an authority of your own, or the server does not send the certificates in"
                                    + " between; browsers refuse without saying so to the page, which sees 1006 only.",
                            "Install a certificate of a public authority with its whole chain; for an authority of your own give --ca FILE"
                                    + " here, and trust it in the clients.")
                    .facts("hs-selfsigned", "cc-1015");
        }
        if (detail.contains("another name")) {
            return finding(
                            detail,
                            "The certificate is for other names than the one in the URL.",
                            "Connect by a name that is in the certificate, or put this one into it (subjectAltName).")
                    .facts("hs-selfsigned", "cc-1015");
        }
        if (detail.contains("does not speak TLS")) {
            return finding(
                    detail,
                    "The URL says wss://, and what listens there speaks without TLS.",
                    "Use ws:// there, or give the port of TLS.");
        }
        if (detail.contains("client certificate")) {
            return finding(
                    detail,
                    "The server lets in clients only that show a certificate.",
                    "Give one with --cert and --key.");
        }
        return finding(detail, "TLS did not come about.", "The log of whoever ends TLS there says why.");
    }

    private static Finding finding(String seen, String meaning, String remedy) {
        return Finding.of(Verdict.FAILED, seen, meaning, remedy);
    }
}
