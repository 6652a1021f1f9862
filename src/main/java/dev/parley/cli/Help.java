package dev.parley.cli;

import picocli.CommandLine.Option;

/** Is the option that every command has. */
final class Help {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;
}
