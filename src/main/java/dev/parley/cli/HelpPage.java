package dev.parley.cli;

import dev.parley.report.Wrapping;
import java.util.Arrays;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What {@code --help} prints, as wide as the terminal; built only when it is asked for. */
final class HelpPage implements IHelpFactory {
    /** Where there is no terminal, as for what is kept in a file. */
    private static final int FILE_COLUMNS = 100;
    /** Longer lines are hard to read, however wide the terminal is. */
    private static final int MOST_COLUMNS = 120;
    /** What picocli needs for its own columns. */
    private static final int LEAST_COLUMNS = 55;

    @Override
    public Help create(CommandSpec command, ColorScheme colors) {
        int columns = Terminals.isStdout()
                ? Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, Terminals.columns()))
                : FILE_COLUMNS;
        UsageMessageSpec page = command.usageMessage();
        page.width(columns)
                .parameterListHeading("%nParameters:%n")
                .optionListHeading("%nOptions:%n")
                .footer(Arrays.stream(page.footer())
                        .flatMap(line -> Wrapping.hanging(line, columns).stream())
                        .toArray(String[]::new));
        return new Help(command, colors);
    }
}
