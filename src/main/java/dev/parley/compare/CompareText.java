package dev.parley.compare;

import dev.parley.compare.Table.Row;
import dev.parley.compare.Table.Section;
import dev.parley.report.Wrapping;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a recording as a table and three sentences for a terminal. */
public final class CompareText {
    private static final int NAME_COLUMNS = 22;
    private static final int CELL_COLUMNS = 15;
    private static final int LINE_COLUMNS = NAME_COLUMNS + 4 * CELL_COLUMNS;

    private CompareText() {}

    /** Returns the text, with a line break at its end. */
    public static String write(Recording recording) {
        Table table = new Table(recording);
        StringBuilder text = new StringBuilder();
        line(text, "GET " + recording.http() + " and messages to " + recording.webSocket());
        if (recording.interrupted()) {
            line(text, "Interrupted: this is what there was by then.");
        }
        line(text, "");
        cells(
                text,
                "",
                recording.ways().stream().map(way -> way.way().protocol()).toList());
        cells(
                text,
                "",
                recording.ways().stream().map(way -> way.way().connections()).toList());
        for (Section section : table.sections()) {
            line(text, section.title());
            for (Row row : section.rows()) {
                cells(text, "  " + row.name(), row.cells());
            }
        }
        for (List<String> lines : List.of(table.waiting(), table.notes())) {
            if (!lines.isEmpty()) {
                line(text, "");
                lines.forEach(one -> line(text, one));
            }
        }
        line(text, "");
        Sentences.of(recording)
                .forEach(sentence -> Wrapping.of(sentence, LINE_COLUMNS).forEach(one -> line(text, one)));
        return text.toString();
    }

    private static void cells(StringBuilder text, String name, List<String> cells) {
        line(
                text,
                String.format("%-" + NAME_COLUMNS + "s", name)
                        + cells.stream()
                                .map(cell -> String.format("%" + CELL_COLUMNS + "s", cell))
                                .collect(Collectors.joining()));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
