package dev.parley.check;

import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Cause;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.HttpConnection;
import dev.parley.wire.HttpOpened;
import dev.parley.wire.Secured;
import dev.parley.wire.Step;
import dev.parley.wire.Tls;
import dev.parley.wire.WireEvent;
import dev.parley.wire.WireSettings;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The check of the way up to the handshake: DNS, TCP to every address, the proxy, TLS. */
final class ReachCheck implements Examination {
    private static final int MOST_ADDRESSES = 4;

    private final Clock clock;

    ReachCheck(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress) throws InterruptedException {
        Look look = new Look(patient);
        try {
            look.further();
        } catch (InterruptedException e) {
            // What was seen by then is worth telling.
            ReachJudge.of(look.reach(), clock.instant(), findings);
            throw e;
        }
        return ReachJudge.of(look.reach(), clock.instant(), findings);
    }

    /** The gathering of what can be seen, used by one thread. */
    private static final class Look {
        private final Patient patient;
        private final Dialogue first;
        private final List<Reach.Tried> tried = new ArrayList<>();
        private Reach.Agreed tls;
        private Cause strictly;

        Look(Patient patient) {
            this.patient = patient;
            this.first = patient.survey().first();
        }

        /** Returns what was seen so far. */
        Reach reach() {
            return new Reach(patient.settings().url(), first.steps(), first.ended(), resolved(), tried, tls, strictly);
        }

        /** Looks at what the first connection does not show. */
        void further() throws InterruptedException {
            boolean verified = patient.settings().tls().verified();
            if (reach().fails()) {
                if (verified && first.ended().cause() instanceof Cause.CertificateRefused) {
                    // The one that was not good enough; nothing is sent on that connection.
                    tls(secured(HttpConnection.Version.HTTP_1_1));
                }
                return;
            }
            addresses();
            tls(first.secured());
            if (tls != null && !verified) {
                strictly = strictly();
            }
        }

        /** Returns the addresses of the server's name, if it was looked up here. */
        private List<InetAddress> resolved() {
            return first.resolved() == null || patient.settings().proxy() != null
                    ? List.of()
                    : first.resolved().addresses();
        }

        private void addresses() throws InterruptedException {
            List<InetAddress> addresses = resolved();
            if (addresses.size() < 2) {
                return;
            }
            for (InetAddress address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
                WebSocketUrl url = patient.settings().url();
                WebSocketUrl there = new WebSocketUrl(url.secure(), address.getHostAddress(), url.port(), url.target());
                Dialogue dialogue = patient.open(patient.settings()
                        .url(there)
                        .connectTimeout(patient.limits().patience()));
                dialogue.awaitOpen();
                dialogue.close();
                Step tcp = dialogue.step(Step.Kind.TCP);
                tried.add(
                        tcp == null
                                ? new Reach.Tried(address, 0, dialogue.ended().cause())
                                : new Reach.Tried(address, tcp.tookNanos(), null));
            }
        }

        private void tls(Secured secured) throws InterruptedException {
            if (secured != null) {
                Secured other = secured(HttpConnection.Version.HTTP_2);
                tls = Reach.Agreed.of(secured, other != null && "h2".equals(other.alpn()));
            }
        }

        /** Returns why clients that look at certificates get no connection; null if they get one. */
        private Cause strictly() throws InterruptedException {
            Tls strict = patient.settings().tls().verified(true);
            try (Dialogue dialogue = patient.open(patient.settings().tls(strict))) {
                return !dialogue.awaitOpen() && dialogue.ended().step() == Step.Kind.TLS
                        ? dialogue.ended().cause()
                        : null;
            }
        }

        /** Does no more than TLS, whatever the certificate, and returns what was agreed on; null if that failed. */
        private Secured secured(HttpConnection.Version version) throws InterruptedException {
            WireSettings trusting =
                    patient.settings().tls(patient.settings().tls().verified(false));
            BlockingQueue<WireEvent> events = new LinkedBlockingQueue<>();
            patient.client().connectHttp(trusting, version, null, events::add);
            Secured secured = null;
            long untilNanos = System.nanoTime() + trusting.connectTimeout().toNanos();
            for (WireEvent event;
                    (event = events.poll(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) != null; ) {
                if (event instanceof Secured agreed) {
                    secured = agreed;
                } else if (event instanceof HttpOpened opened) {
                    opened.connection().cut();
                    return secured;
                } else if (event instanceof Ended) {
                    return secured;
                }
            }
            return secured;
        }
    }
}
