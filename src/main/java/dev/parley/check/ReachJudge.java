package dev.parley.check;

import dev.parley.core.Printable;
import dev.parley.wire.Cause;
import dev.parley.wire.Clause;
import dev.parley.wire.Step;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules that say what was good and bad about the way up to the handshake. */
final class ReachJudge {
    private static final int SOON_DAYS = 14;
    private static final int NAME_CHARACTERS = 200;

    private ReachJudge() {}

    /**
     * Judges.
     *
     * @param now today's date, by which certificates are valid or not
     */
    static Judgement of(ReachSeen reach, Instant now) {
        Findings findings = new Findings();
        for (Step step : reach.steps()) {
            findings.figure(step.kind().name().toLowerCase(Locale.ROOT) + "_ms", Times.millis(step.tookNanos()));
        }
        if (!reach.fails() && !reach.resolved().isEmpty()) {
            findings.figure(
                    "addresses",
                    reach.resolved().stream().map(InetAddress::getHostAddress).toList());
        }
        addresses(reach, findings);
        if (reach.tls() != null) {
            tls(reach.tls(), now, findings);
        }
        if (reach.strictly() != null) {
            findings.add(Finding.of(
                            Verdict.WARNING,
                            "not verified (--insecure): " + words(reach.strictly()),
                            "Browsers and libraries that look at certificates refuse it.",
                            "Install a certificate that clients trust, with its whole chain.")
                    .facts("hs-selfsigned"));
        }
        if (reach.fails()) {
            findings.figure("step", reach.end().step().toString());
            findings.add(Unreachable.finding(reach.end().cause(), reach.url()));
        }
        return findings.result(summary(reach.steps()));
    }

    private static String words(Cause cause) {
        return Printable.show(Clause.of(cause));
    }

    private static String summary(List<Step> steps) {
        List<String> parts = new ArrayList<>();
        for (Step step : steps) {
            switch (step.kind()) {
                case DNS -> parts.add("DNS " + Times.words(step.tookNanos()));
                case TCP -> parts.add(0, Printable.show(step.detail()) + " in " + Times.words(step.tookNanos()));
                case PROXY ->
                    parts.add("through " + Printable.show(step.detail()) + " in " + Times.words(step.tookNanos()));
                case TLS -> parts.add("TLS " + Times.words(step.tookNanos()));
                default -> {
                    // For another check to tell.
                }
            }
        }
        return String.join(", ", parts);
    }

    private static void addresses(ReachSeen reach, Findings findings) {
        List<String> dead = new ArrayList<>();
        for (ReachSeen.Tried tried : reach.tried()) {
            InetAddress address = tried.address();
            String name = (address instanceof Inet6Address ? "IPv6 " : "IPv4 ") + address.getHostAddress();
            if (tried.cause() == null) {
                findings.detail(name + " in " + Times.words(tried.tookNanos()));
            } else if (Unreachable.isLocal(tried.cause())) {
                // It is this machine that has no such network.
                findings.detail(name + ": " + words(tried.cause()));
            } else {
                dead.add(name + ": " + words(tried.cause()));
            }
        }
        if (reach.resolved().stream().allMatch(InetAddress::isLoopbackAddress)) {
            // Most servers listen on one of the two only, and every client finds it.
            dead.forEach(findings::detail);
        } else if (!dead.isEmpty()) {
            findings.add(Finding.of(
                    Verdict.WARNING,
                    "an address of the name does not answer: " + String.join("; ", dead),
                    "Clients that try this address first wait or fail; browsers go on to the next, many libraries do not.",
                    "Let the server or load balancer listen there, or take the address out of DNS."));
        }
    }

    private static void tls(ReachSeen.Agreed tls, Instant now, Findings findings) {
        findings.figure("tls_version", tls.protocol())
                .figure("tls_cipher", tls.cipher())
                .figure("alpn", tls.alpn())
                .figure("h2_offered", tls.http2());
        findings.detail(tls.protocol() + ", " + tls.cipher() + "; ALPN " + (tls.alpn() == null ? "none" : tls.alpn())
                + (tls.http2() ? "; HTTP/2 is offered, too" : ""));
        if (tls.certificate() != null) {
            certificate(tls.certificate(), now, findings);
        }
    }

    private static void certificate(ReachSeen.Certificate certificate, Instant now, Findings findings) {
        long days = Duration.between(now, certificate.until()).toDays();
        boolean expired = now.isAfter(certificate.until());
        String left = days + (days == 1 ? " day" : " days");
        findings.figure("certificate_days_left", days).figure("certificate_self_signed", certificate.selfSigned());
        findings.detail("certificate of " + Printable.cut(certificate.subject(), NAME_CHARACTERS)
                + (certificate.selfSigned()
                        ? ", self-signed"
                        : ", issued by " + Printable.cut(certificate.issuer(), NAME_CHARACTERS))
                + (expired ? ", expired on " : ", valid until ") + certificate.until()
                + (expired ? "" : ", " + left + " left"));
        if (!expired && days < SOON_DAYS) {
            findings.add(Finding.of(
                    Verdict.WARNING,
                    "the certificate is valid for " + left + " more",
                    "After that no client that looks at certificates connects, and browsers do not say why.",
                    "Renew it, and find out why that did not happen automatically."));
        }
    }
}
