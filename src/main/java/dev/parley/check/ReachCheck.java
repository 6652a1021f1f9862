package dev.parley.check;

import dev.parley.core.Printable;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.HttpConnection;
import dev.parley.wire.HttpOpened;
import dev.parley.wire.Secured;
import dev.parley.wire.Step;
import dev.parley.wire.Tls;
import dev.parley.wire.WireEvent;
import dev.parley.wire.WireSettings;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Looks at the way up to the handshake: DNS, TCP to every address, the proxy, TLS. */
final class ReachCheck implements Examination {
    private static final int MOST_ADDRESSES = 4;
    private static final Pattern NO_ROUTE = Pattern.compile("(?i)no route|unreachable|not supported by protocol");
    private static final int SOON_DAYS = 14;

    private final Clock clock;

    ReachCheck(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Result examine(Patient patient, Findings findings, Progress progress) throws InterruptedException {
        Dialogue first = patient.survey().first();
        first.steps()
                .forEach(step -> findings.figure(
                        step.kind().name().toLowerCase(Locale.ROOT) + "_ms", Times.millis(step.tookNanos())));
        if (failed(first.ended())) {
            return cannotConnect(patient, findings);
        }
        addresses(patient, findings);
        if (first.secured() != null) {
            tls(patient, first.secured(), findings);
            if (!patient.settings().tls().verified()) {
                unverified(patient, findings);
            }
        }
        return findings.result(summary(patient));
    }

    private static boolean failed(Ended end) {
        return end != null && end.how() == Ended.How.NO_CONNECTION;
    }

    private static String summary(Patient patient) {
        List<String> parts = new ArrayList<>();
        for (Step step : patient.survey().first().steps()) {
            switch (step.kind()) {
                case DNS -> parts.add("DNS " + Times.words(step.tookNanos()));
                case TCP -> parts.add(0, Printable.show(step.detail()) + " in " + Times.words(step.tookNanos()));
                case PROXY ->
                    parts.add("through " + Printable.show(step.detail()) + " in " + Times.words(step.tookNanos()));
                case TLS -> parts.add("TLS " + Times.words(step.tookNanos()));
                default -> {
                    // Another check's affair.
                }
            }
        }
        return String.join(", ", parts);
    }

    private Result cannotConnect(Patient patient, Findings findings) throws InterruptedException {
        Ended end = patient.survey().first().ended();
        String detail = Printable.show(end.clause());
        findings.figure("step", end.step().toString());
        boolean certificate = detail.contains("certificate") && !detail.contains("client certificate");
        if (certificate && patient.settings().tls().verified()) {
            Secured seen = unverified(patient);
            if (seen != null) {
                tls(patient, seen, findings);
            }
        }
        findings.add(Unreachable.finding(end.step(), detail, patient.settings().url()));
        return findings.result("");
    }

    /** Says what clients that look at certificates would say. */
    private static void unverified(Patient patient, Findings findings) throws InterruptedException {
        Tls strict = patient.settings().tls().verified(true);
        try (Dialogue dialogue = patient.open(patient.settings().tls(strict))) {
            if (!dialogue.awaitOpen() && dialogue.ended().step() == Step.Kind.TLS) {
                findings.add(Finding.of(
                                Verdict.WARNING,
                                "not verified (--insecure): "
                                        + Printable.show(dialogue.ended().clause()),
                                "Browsers and libraries that look at certificates refuse it.",
                                "Install a certificate that clients trust, with its whole chain.")
                        .facts("hs-selfsigned"));
            }
        }
    }

    /** Looks at the certificate that was not good enough; nothing is sent on that connection. */
    private static Secured unverified(Patient patient) throws InterruptedException {
        Tls trusting = patient.settings().tls().verified(false);
        return secured(patient, patient.settings().tls(trusting), HttpConnection.Version.HTTP_1_1);
    }

    /** Does no more than TLS, and returns what was agreed on; null if that failed. */
    private static Secured secured(Patient patient, WireSettings settings, HttpConnection.Version version)
            throws InterruptedException {
        BlockingQueue<WireEvent> events = new LinkedBlockingQueue<>();
        patient.client().connectHttp(settings, version, null, events::add);
        Secured secured = null;
        long untilNanos = System.nanoTime() + settings.connectTimeout().toNanos();
        for (WireEvent event; (event = events.poll(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) != null; ) {
            if (event instanceof Secured tls) {
                secured = tls;
            } else if (event instanceof HttpOpened opened) {
                opened.connection().cut();
                return secured;
            } else if (event instanceof Ended) {
                return secured;
            }
        }
        return secured;
    }

    private static void addresses(Patient patient, Findings findings) throws InterruptedException {
        if (patient.survey().first().resolved() == null || patient.settings().proxy() != null) {
            return;
        }
        List<InetAddress> addresses = patient.survey().first().resolved().addresses();
        findings.figure(
                "addresses", addresses.stream().map(InetAddress::getHostAddress).toList());
        if (addresses.size() < 2) {
            return;
        }
        List<String> dead = new ArrayList<>();
        for (InetAddress address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
            WebSocketUrl url = patient.settings().url();
            WebSocketUrl there = url.host(address.getHostAddress());
            Dialogue dialogue = patient.open(patient.settings()
                    .url(there)
                    .connectTimeout(patient.limits().patience()));
            dialogue.awaitOpen();
            dialogue.close();
            Step tcp = dialogue.step(Step.Kind.TCP);
            String name = (address instanceof Inet6Address ? "IPv6 " : "IPv4 ") + address.getHostAddress();
            if (tcp == null
                    && NO_ROUTE.matcher(String.valueOf(dialogue.ended().clause()))
                            .find()) {
                // It is this machine that has no such network.
                findings.detail(name + ": " + Printable.show(dialogue.ended().clause()));
            } else if (tcp == null) {
                dead.add(name + ": " + Printable.show(dialogue.ended().clause()));
            } else {
                findings.detail(name + " in " + Times.words(tcp.tookNanos()));
            }
        }
        boolean loopback = addresses.stream().allMatch(InetAddress::isLoopbackAddress);
        if (loopback) {
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

    private void tls(Patient patient, Secured tls, Findings findings) throws InterruptedException {
        findings.figure("tls_version", tls.protocol())
                .figure("tls_cipher", tls.cipher())
                .figure("alpn", tls.alpn());
        String alpn = tls.alpn() == null ? "none" : tls.alpn();
        Secured h2 = secured(
                patient,
                patient.settings().tls(patient.settings().tls().verified(false)),
                HttpConnection.Version.HTTP_2);
        boolean offersH2 = h2 != null && "h2".equals(h2.alpn());
        findings.figure("h2_offered", offersH2);
        findings.detail(
                tls.protocol() + ", " + tls.cipher() + "; ALPN " + alpn + (offersH2 ? "; HTTP/2 is offered, too" : ""));
        if (tls.certificates().isEmpty()) {
            return;
        }
        X509Certificate certificate = tls.certificates().get(0);
        long days = Duration.between(clock.instant(), certificate.getNotAfter().toInstant())
                .toDays();
        boolean selfSigned = certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
        findings.figure("certificate_days_left", days).figure("certificate_self_signed", selfSigned);
        String who = Printable.cut(certificate.getSubjectX500Principal().getName(), 200);
        boolean expired = clock.instant().isAfter(certificate.getNotAfter().toInstant());
        findings.detail("certificate of " + who
                + (selfSigned
                        ? ", signed by itself"
                        : ", issued by "
                                + Printable.cut(
                                        certificate.getIssuerX500Principal().getName(), 200))
                + (expired ? ", expired on " : ", valid until ")
                + certificate.getNotAfter().toInstant()
                + (expired ? "" : ", " + days + (days == 1 ? " day" : " days") + " left"));
        if (!expired && days < SOON_DAYS) {
            findings.add(Finding.of(
                    Verdict.WARNING,
                    "the certificate is valid for " + days + (days == 1 ? " day" : " days") + " more",
                    "From then on no client connects that looks at certificates, and browsers do not say why.",
                    "Renew it, and see why that was not done by itself."));
        }
    }
}
