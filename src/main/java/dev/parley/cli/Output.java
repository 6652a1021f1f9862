package dev.parley.cli;

import dev.parley.report.Wrapping;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The way to stdout: in which charset, how wide, and whether all has arrived. */
final class Output {
    /** The terminal's. */
    static final Charset NATIVE = Charset.forName(
            System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
    /** In the POSIX locale Java would print {@code ?} for most of what there is. */
    static final Charset CHARSET = NATIVE.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : NATIVE;

    private Output() {}

    /** Prints a report; if that fails, says so on stderr. */
    static boolean print(String report) {
        System.out.print(report);
        if (System.out.checkError()) {
            System.err.println(
                    "stdout cannot be written: not all of the report; is the disk full, or its reader gone?");
            return false;
        }
        return true;
    }

    /** Prints the lines of a report, on a terminal broken between words; if that fails, says so on stderr. */
    static boolean print(List<String> lines) {
        StringBuilder report = new StringBuilder();
        for (String line : lines) {
            List<String> shown = Terminals.isStdout() ? Wrapping.hanging(line, Terminals.columns()) : List.of(line);
            shown.forEach(one -> report.append(one).append('\n'));
        }
        return print(report.toString());
    }
}
