package dev.parley.connect;

import dev.parley.connect.ConnectSettings.Show;
import dev.parley.connect.Printer.Style;
import dev.parley.core.HexDump;
import dev.parley.wire.MessageEvent;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The messages as a person sees them: {@code < text}, and bytes as a dump. */
final class Conversation implements View {
    private static final String PREFIX = "< ";
    private static final String INDENT = "  ";
    private static final int DUMP_LINES = 16;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final Printer printer;
    private final Show show;

    Conversation(Printer printer, Show show) {
        this.printer = printer;
        this.show = show;
    }

    @Override
    public void received(MessageEvent message, long roundTripNanos) {
        String prefix = PREFIX + (show.timestamps() ? TIME.format(LocalTime.now()) + " " : "");
        String suffix = show.roundTrips() && roundTripNanos >= 0 ? "  (" + Words.time(roundTripNanos) + ")" : "";
        List<String> lines = lines(message);
        for (int i = 0; i < lines.size(); i++) {
            printer.line(
                    Style.RECEIVED, (i == 0 ? prefix : INDENT) + lines.get(i) + (i == lines.size() - 1 ? suffix : ""));
        }
    }

    private List<String> lines(MessageEvent message) {
        List<String> lines = new ArrayList<>();
        if (message.isText()) {
            String text = show.pretty() ? PrettyJson.layOut(message.asText()) : message.asText();
            // Every line on its own: the line break itself is no danger to a terminal.
            for (String line : text.split("\\R", -1)) {
                lines.add(Words.safe(line));
            }
        } else {
            lines.add("binary, " + message.payload().length + " bytes");
            lines.addAll(HexDump.lines(message.payload(), DUMP_LINES));
        }
        return lines;
    }
}
