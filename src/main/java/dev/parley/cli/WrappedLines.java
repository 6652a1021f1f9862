package dev.parley.cli;

import dev.parley.report.Wrapping;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** A terminal as a stream, on which what is printed in whole lines breaks between words; all else goes through as it is. */
final class WrappedLines extends PrintStream {
    private final IntSupplier columns;

    /**
     * Prints to a terminal.
     *
     * @param columns how wide it is; asked only when there is a line that may have to be broken
     */
    WrappedLines(OutputStream out, Charset charset, IntSupplier columns) {
        super(out, true, charset);
        this.columns = columns;
    }

    @Override
    public void println(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : String.valueOf(text).split("\n", -1)) {
            if (line.length() <= Terminals.LEAST_COLUMNS) {
                lines.add(line);
            } else {
                lines.addAll(Wrapping.hanging(line, columns.getAsInt()));
            }
        }
        // In one call: other threads print, too.
        super.println(String.join("\n", lines));
    }
}
