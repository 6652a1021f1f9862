package dev.parley.check;

import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Cause;
import dev.parley.wire.Dialogue;
import dev.parley.wire.HttpConnection;
import dev.parley.wire.Secured;
import dev.parley.wire.Stage;
import dev.parley.wire.Step;
import dev.parley.wire.Tls;
import dev.parley.wire.WireSettings;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The look at the way up to the handshake: what the first connection shows, and what it does not. */
final class ReachExperiment implements Experiment<ReachSeen> {
    private static final int MOST_ADDRESSES = 4;

    private final Patient patient;
    private final Dialogue first;
    private final List<ReachSeen.Tried> tried = new ArrayList<>();
    private ReachSeen.Agreed tls;
    private Cause strictly;

    ReachExperiment(Patient patient) {
        this.patient = patient;
        this.first = patient.survey().first();
    }

    @Override
    public ReachSeen seen() {
        return new ReachSeen(patient.settings().url(), first.steps(), first.ended(), resolved(), tried, tls, strictly);
    }

    @Override
    public void run() throws InterruptedException, OutOfTime {
        boolean verified = patient.settings().tls().verified();
        if (seen().fails()) {
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

    private void addresses() throws InterruptedException, OutOfTime {
        List<InetAddress> addresses = resolved();
        if (addresses.size() < 2) {
            return;
        }
        for (InetAddress address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
            WebSocketUrl url = patient.settings().url();
            WebSocketUrl there = url.host(address.getHostAddress());
            Dialogue dialogue = patient.open(patient.settings()
                    .url(there)
                    .connectTimeout(patient.limits().patience()));
            patient.awaitOpen(dialogue);
            dialogue.close();
            Step tcp = dialogue.step(Stage.TCP);
            tried.add(
                    tcp == null
                            ? new ReachSeen.Tried(address, 0, dialogue.ended().cause())
                            : new ReachSeen.Tried(address, tcp.tookNanos(), null));
        }
    }

    private void tls(Secured secured) throws InterruptedException, OutOfTime {
        if (secured != null) {
            Secured other = secured(HttpConnection.Version.HTTP_2);
            tls = ReachSeen.Agreed.of(secured, other != null && "h2".equals(other.alpn()));
        }
    }

    /** Returns why clients that look at certificates get no connection; null if they get one. */
    private Cause strictly() throws InterruptedException, OutOfTime {
        Tls strict = patient.settings().tls().verified(true);
        try (Dialogue dialogue = patient.open(patient.settings().tls(strict))) {
            return !patient.awaitOpen(dialogue) && dialogue.ended().step() == Stage.TLS
                    ? dialogue.ended().cause()
                    : null;
        }
    }

    /** Does no more than TLS, whatever the certificate, and returns what was agreed on; null if that failed. */
    private Secured secured(HttpConnection.Version version) throws InterruptedException, OutOfTime {
        WireSettings trusting = patient.settings().tls(patient.settings().tls().verified(false));
        try (Dialogue dialogue = Dialogue.beginHttp(patient.client(), trusting, version)) {
            patient.awaitOpen(dialogue);
            return dialogue.secured();
        }
    }
}
