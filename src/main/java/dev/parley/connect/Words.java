package dev.parley.connect;

import dev.parley.core.CloseCode;
import dev.parley.core.Durations;
import dev.parley.core.Figures;
import dev.parley.core.HandshakeRefusal;
import dev.parley.core.Printable;
import dev.parley.core.Secrets;
import dev.parley.protocol.Close;
import dev.parley.protocol.Header;
import dev.parley.wire.Answered;
import dev.parley.wire.Cause;
import dev.parley.wire.Cause.AnswerIsTls;
import dev.parley.wire.Cause.CertificateRefused;
import dev.parley.wire.Cause.ConnectionRefused;
import dev.parley.wire.Cause.NotTls;
import dev.parley.wire.Cause.ProxyAnswered;
import dev.parley.wire.Cause.ProxyWantsCredentials;
import dev.parley.wire.Cause.TlsAlert;
import dev.parley.wire.Ended;
import dev.parley.wire.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What happened, in words; every line is safe to show. */
final class Words {
    private static final int BODY_LINES = 10;
    private static final int LINE_CHARACTERS = 200;
    /** What nginx and Go, Apache, and Tomcat answer to HTTP on a port for TLS. */
    private static final Pattern SPEAKS_TLS =
            Pattern.compile("to (an )?HTTPS (port|server)|SSL-enabled server port|requires TLS");
    /** From there on silence before an end is worth a word: people look for idle timeouts. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(5).toNanos();

    private Words() {}

    /** Writes a time as people read it: {@code 0.35 ms}, {@code 12.3 ms}, {@code 3.21 s}, {@code 61.0 s}. */
    static String time(long nanos) {
        return Figures.elapsed(nanos);
    }

    static String connected(Connected connected) {
        String steps = connected.steps().stream()
                .map(step -> step.kind() + " " + time(step.tookNanos()))
                .collect(Collectors.joining(", "));
        return "Connected to " + connected.url().shown() + " (" + steps + ")"
                + (connected.subprotocol() == null ? "" : ", subprotocol " + safe(connected.subprotocol()))
                + (connected.extensions() == null ? "" : ", " + safe(connected.extensions()));
    }

    /** Says how it ended: first in one line, then what helps to understand it. */
    static List<String> finished(Finish finish) {
        List<String> lines = new ArrayList<>();
        Ended end = finish.end();
        switch (end.how()) {
            case NO_CONNECTION ->
                lines.add(
                        "cannot connect to " + finish.url().shown() + ": " + safe(end.clause()) + remedy(end.cause()));
            case REFUSED -> refused(finish, lines);
            default -> lines.add(ended(finish));
        }
        if (finish.wasOpen()
                && !finish.wanted()
                && (end.how() == Ended.How.FIN || end.how() == Ended.How.RST)
                && finish.silentNanos() > SILENCE_NANOS) {
            lines.add("nothing went either way for " + time(finish.silentNanos())
                    + " before that: an idle timeout on the path looks like this; if it is one, --ping-interval "
                    + Durations.format(half(finish.silentNanos())) + " keeps the connection open");
        }
        if (finish.unsent() > 0) {
            lines.add(unsent(finish.unsent()));
        }
        if (!finish.wanted() && !finish.inputEnded()) {
            lines.add("the input was not read to its end");
        }
        return lines;
    }

    static String unsent(int messages) {
        return messages + (messages == 1 ? " message was" : " messages were") + " read and not sent";
    }

    /** Shows the way as curl does: {@code *} what was done, {@code >} what was sent, {@code <} what came. */
    static String step(Step step) {
        return "* " + step.kind() + " " + safe(step.detail()) + " (" + time(step.tookNanos()) + ")";
    }

    static List<String> handshake(Answered answer) {
        List<String> lines = new ArrayList<>();
        request(answer).forEach(line -> lines.add("> " + line));
        response(answer).forEach(line -> lines.add("< " + line));
        return lines;
    }

    /** Escapes what could steer a terminal, and nothing else: a backslash stays one. */
    static String safe(String text) {
        return Printable.show(text);
    }

    private static void refused(Finish finish, List<String> lines) {
        Answered answer = finish.answer();
        String begin = "no WebSocket at " + finish.url().shown() + ": ";
        if (answer == null || answer.status() == 101) {
            lines.add(begin + safe(finish.end().clause()) + remedy(finish.end().cause()));
            return;
        }
        lines.add(begin + "the server answered HTTP " + answer.status()
                + (answer.reason().isEmpty() ? "" : " " + safe(answer.reason()))
                + ", a WebSocket endpoint answers 101; " + remedy(finish));
        List<String> response = response(answer);
        // The first is the status, which is said.
        response.stream().skip(1).forEach(line -> lines.add("< " + line));
        body(answer).forEach(line -> lines.add("< " + line));
    }

    /** Says what to look at after a refusal. */
    static String remedy(Finish finish) {
        int status = finish.answer().status();
        if (finish.redirects() > 0 && status / 100 == 3) {
            return "that is one more than the " + finish.redirects()
                    + " redirects that -L follows: do they go in a circle?";
        }
        String body = new String(finish.answer().body(), StandardCharsets.UTF_8);
        if (status == 400 && finish.url().secure() && body.contains("SSL certificate")) {
            // nginx says it in HTTP; others end TLS with an alert.
            return "it wants a client certificate that it trusts: give one with --cert and --key";
        }
        if (status == 400 && !finish.url().secure() && SPEAKS_TLS.matcher(body).find()) {
            return "TLS is spoken there: is it wss://?";
        }
        return HandshakeRefusal.remedy(status);
    }

    private static String ended(Finish finish) {
        Ended end = finish.end();
        String after = " after " + time(finish.openNanos());
        Close close = end.peerFirst() || end.sent() == null ? end.received() : end.sent();
        return switch (end.how()) {
            case CLOSED -> (end.peerFirst() ? "Closed by the server" : "Closed") + after + ": " + words(close);
            case PROTOCOL_ERROR ->
                "Failed" + after + ", closed with " + words(end.sent()) + ": "
                        + (end.sent().code() == CloseCode.TOO_BIG
                                ? safe(end.clause()) + "; take longer ones with --max-message-bytes"
                                : "the server broke the protocol: " + safe(end.clause()));
            case NO_CLOSE_ANSWER ->
                "Cut" + after + ": the server did not answer the close frame " + words(end.sent()) + " within 5s";
            case CUT -> "Cut by this client" + after + (end.clause().isEmpty() ? "" : ": " + safe(end.clause()));
            case FIN ->
                "Lost" + after + " without a close frame (1006): the server, or something on the way, ended the"
                        + " TCP connection in order (FIN)";
            default ->
                "Lost" + after + " without a close frame (1006): the server, or something on the way, reset the"
                        + " TCP connection (RST: " + safe(end.clause()) + ")";
        };
    }

    private static String words(Close close) {
        return safe(close.toString());
    }

    /** Says what may help against a cause, as a clause to append; empty where nothing is known. */
    private static String remedy(Cause cause) {
        if (cause instanceof ConnectionRefused refused) {
            return refused.peer().proxy() ? "; is the proxy running?" : "; is the server running?";
        }
        if (cause instanceof ProxyWantsCredentials
                || cause instanceof ProxyAnswered answered
                        && answered.status() == 407
                        && answered.proxy().user() == null) {
            return "; give it --proxy-auth user:password";
        }
        if (cause instanceof CertificateRefused refused && refused.flaw() == CertificateRefused.Flaw.UNTRUSTED) {
            return "; name the authority with --ca, or trust anyone with -k";
        }
        if (cause instanceof NotTls) {
            return "; is it ws://?";
        }
        if (cause instanceof AnswerIsTls) {
            return "; is it wss://?";
        }
        if (cause instanceof TlsAlert alert && alert.isAboutClientCertificate()) {
            return "; give one with --cert and --key";
        }
        return "";
    }

    private static List<String> request(Answered answer) {
        return new String(answer.request(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> masked(line))
                .toList();
    }

    private static List<String> response(Answered answer) {
        List<String> lines = new ArrayList<>();
        for (String line :
                new String(answer.response(), StandardCharsets.UTF_8).lines().toList()) {
            lines.add(masked(line));
            if (line.isEmpty()) {
                break;
            }
        }
        return lines;
    }

    private static String masked(String line) {
        int colon = line.indexOf(':');
        if (colon > 0 && line.substring(0, colon).matches("[\\w-]+")) {
            Header header = new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip());
            if (header.isSecret()) {
                return safe(header.toString());
            }
        }
        return safe(Secrets.urlsIn(line));
    }

    private static List<String> body(Answered answer) {
        List<String> lines = new String(answer.body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Printable.cut(line, LINE_CHARACTERS))
                .toList();
        if (lines.size() <= BODY_LINES) {
            return lines;
        }
        List<String> start = new ArrayList<>(lines.subList(0, BODY_LINES));
        start.add("… (" + (lines.size() - BODY_LINES) + " more lines)");
        return start;
    }

    private static Duration half(long nanos) {
        return Duration.ofSeconds(Math.max(1, Duration.ofNanos(nanos).toSeconds() / 2));
    }
}
