package dev.parley.cli;

import dev.parley.core.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point: reads the command line and runs one command, whose result is the exit code of the process. */
@Command(
        name = "parley",
        description = "A WebSocket server, and the client that tells whether WebSocket really works on the path to it.",
        synopsisHeading = "Usage: java -jar ",
        customSynopsis = "parley.jar COMMAND [OPTIONS]",
        descriptionHeading = "%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0    it worked",
            "  1    what was tested fell short",
            "  2    wrong usage",
            "  3    no connection (DNS, TCP, TLS), or no port to listen on",
            "  4    the handshake was refused or invalid",
            "  5    the connection ended abnormally, or a report could not be written",
            "  130  interrupted",
            "",
            "'java -jar parley.jar COMMAND --help' shows all the options of a command.",
            "Start with 'serve' in one terminal and 'client' or 'connect localhost:8080/ws' in another."
        },
        versionProvider = Main.Version.class)
public final class Main implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            ServeCommand.class,
            ClientCommand.class,
            ConnectCommand.class,
            CheckCommand.class,
            BenchCommand.class,
            ReportCommand.class,
            CompareCommand.class);

    @Spec
    private CommandSpec spec;

    @Mixin
    private Help help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version, nothing else.")
    private boolean version;

    public static void main(String[] args) {
        if (Output.CHARSET != Output.NATIVE) {
            System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, Output.CHARSET));
            System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, Output.CHARSET));
        }
        if (Terminals.isStderr()) {
            System.setErr(
                    new WrappedLines(new FileOutputStream(FileDescriptor.err), Output.CHARSET, Terminals::columns));
        }
        System.exit(commandLine(args).execute(args));
    }

    static CommandLine commandLine(String[] args) {
        CommandLine parley = new CommandLine(new Main());
        // Only the command that is asked for: to read the others' annotations takes as long as the JVM's own start.
        Class<?> asked = args.length == 0 ? null : command(args[0]);
        for (Class<?> command : asked == null ? COMMANDS : List.of(asked)) {
            // Not the class itself, for then picocli leaves out the command's model transformer.
            parley.addSubcommand(new CommandLine(command));
        }
        return parley.setParameterExceptionHandler(Main::wrongUsage)
                .setExecutionExceptionHandler(Main::failed)
                .setHelpFactory(new HelpPage())
                .setAbbreviatedOptionsAllowed(false)
                // An @ is for the options that read files.
                .setExpandAtFiles(false);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: serve, client, connect, check, bench, report or compare");
    }

    private static Class<?> command(String name) {
        for (Class<?> command : COMMANDS) {
            if (command.getAnnotation(Command.class).name().equals(name)) {
                return command;
            }
        }
        return null;
    }

    private static int wrongUsage(ParameterException wrong, String[] args) {
        return wrongUsage(wrong.getMessage(), wrong.getCommandLine());
    }

    private static int wrongUsage(String message, CommandLine command) {
        String name = command.getCommandSpec().qualifiedName().replaceFirst("^parley", "java -jar parley.jar");
        System.err.println(firstLine(message) + " (try '" + name + " --help')");
        return ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof WrongUsage wrong) {
            return wrongUsage(wrong.getMessage(), command);
        }
        if (failure instanceof ReportFile.Unwritable unwritable) {
            System.err.println(unwritable.getMessage());
            return ExitCode.UNWRITTEN;
        }
        System.err.println("parley has a fault, please report it: " + failure + " at " + failure.getStackTrace()[0]);
        return ExitCode.ABNORMAL_END;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {version == null ? "unpackaged" : version};
        }
    }
}
