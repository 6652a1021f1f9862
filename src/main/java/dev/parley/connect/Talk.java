package dev.parley.connect;

import dev.parley.connect.ConnectSettings.Show;
import dev.parley.connect.Printer.Style;
import dev.parley.core.Durations;
import dev.parley.core.HexDump;
import dev.parley.core.Utf8;
import dev.parley.protocol.Frame;
import dev.parley.wire.Answered;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.Redirected;
import dev.parley.wire.Step;
import dev.parley.wire.WireEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** The lines about what happens beside the messages: the way there, the opening, pings and pongs, the end. */
final class Talk implements View {
    private final Printer printer;
    private final Show show;
    private final String hint;

    /**
     * Says all of it to a printer.
     *
     * @param hint what a person should know at the start; empty for nothing
     */
    Talk(Printer printer, Show show, String hint) {
        this.printer = printer;
        this.show = show;
        this.hint = hint;
    }

    @Override
    public void way(WireEvent event) {
        if (event instanceof Redirected redirected && !show.quiet()) {
            printer.line(
                    Style.DETAIL,
                    "HTTP " + redirected.status() + ", redirected to "
                            + Words.safe(redirected.to().shown())
                            + (redirected.withheld()
                                    ? "; another scheme, host or port, so of your headers only Origin and User-Agent go there"
                                    : ""));
        }
        if (!show.verbose()) {
            return;
        }
        if (event instanceof Step step) {
            printer.line(Style.DETAIL, Words.step(step));
        } else if (event instanceof Answered answer) {
            Words.handshake(answer).forEach(line -> printer.line(Style.DETAIL, line));
        }
    }

    @Override
    public void connected(Connected connected) {
        if (!show.quiet()) {
            printer.line(Style.GOOD, Words.connected(connected));
            if (!hint.isEmpty()) {
                printer.line(Style.DETAIL, hint);
            }
        }
    }

    @Override
    public void control(FrameEvent frame, long roundTripNanos) {
        if (!show.pings()) {
            return;
        }
        String name = frame.opcode() == Frame.PING ? "ping" : "pong";
        printer.line(
                Style.DETAIL,
                (frame.sent() ? "Sent " : "Received ")
                        + name
                        + payload(frame.payload())
                        + (roundTripNanos < 0 ? "" : ", round trip " + Words.time(roundTripNanos)));
    }

    @Override
    public void finished(Finish finish) {
        boolean bad = !finish.end().isClean() || finish.unsent() > 0;
        boolean said = finish.end().how() == Ended.How.CLOSED && finish.end().code() == 1000;
        if (show.quiet() && !bad && said) {
            return;
        }
        Style style = bad ? Style.BAD : Style.GOOD;
        Words.finished(finish).forEach(line -> printer.line(style, line));
    }

    @Override
    public void reconnecting(int attempt, Duration pause) {
        if (!show.quiet()) {
            printer.line(Style.DETAIL, "Reconnecting in " + Durations.format(pause) + " (try " + attempt + ")");
        }
    }

    @Override
    public void error(String line) {
        printer.line(Style.BAD, Words.safe(line));
    }

    @Override
    public void show(String line) {
        printer.line(Style.PLAIN, line);
    }

    private static String payload(byte[] bytes) {
        if (bytes.length == 0) {
            return "";
        }
        return Utf8.isValid(bytes)
                ? " '" + Words.safe(new String(bytes, StandardCharsets.UTF_8)) + "'"
                : " "
                        + HexDump.lines(Arrays.copyOf(bytes, Math.min(16, bytes.length)), 1)
                                .get(0);
    }
}
