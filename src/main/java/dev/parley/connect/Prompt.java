package dev.parley.connect;

import dev.parley.report.Wrapping;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The prompt at which a person types lines, with editing and history; what is printed appears above the line being typed.
 *
 * <p>One thread reads, another prints.
 */
final class Prompt implements Printer, Input.Lines, AutoCloseable {
    private static final String PROMPT = "> ";
    private static final long CLOSE_MILLIS = 1_000;
    private static final int HISTORY_LINES = 1_000;

    private final Terminal terminal;
    private final LineReader reader;
    private final boolean color;
    private final Runnable onInterrupt;
    // Held while a line is read.
    private final ReentrantLock reading = new ReentrantLock();
    // The thread that reads lines; null before the first.
    private volatile Thread person;
    private volatile boolean closed;

    /**
     * Takes the terminal over until {@link #close}.
     *
     * @param history where lines are kept between runs, readable by its owner only; null for nowhere
     * @param slash whether commands are completed
     * @param onInterrupt is called at Ctrl-C
     */
    Prompt(Charset charset, Path history, boolean slash, boolean color, Runnable onInterrupt) throws IOException {
        // What it could not find on a terminal it says by itself.
        Logger.getLogger("org.jline").setLevel(Level.SEVERE);
        this.terminal = TerminalBuilder.builder().system(true).encoding(charset).build();
        this.color = color;
        this.onInterrupt = onInterrupt;
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("parley")
                // A message is no shell's command: nothing in it is quoted, escaped or expanded.
                .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .option(Option.HISTORY_IGNORE_SPACE, true)
                .option(Option.HISTORY_TIMESTAMPED, false)
                .option(Option.INSERT_TAB, !slash);
        if (slash) {
            builder.completer(new StringsCompleter(Command.HELP.stream()
                    .map(line -> line.split("\\s", 2)[0])
                    .filter(word -> !word.startsWith("//"))
                    .toList()));
        }
        if (history != null) {
            PrivateFile.create(history);
            builder.variable(LineReader.HISTORY_FILE, history)
                    .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
                    .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_LINES);
        }
        this.reader = builder.build();
    }

    @Override
    public String next() {
        person = Thread.currentThread();
        reading.lock();
        try {
            return closed ? null : reader.readLine(PROMPT);
        } catch (UserInterruptException e) {
            // Close interrupts, too.
            if (!closed) {
                onInterrupt.run();
            }
            return null;
        } catch (EndOfFileException e) {
            return null;
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void line(Style style, String line) {
        // What a server sent stays whole, to be copied; what Parley says breaks between words.
        int columns = terminal.getSize().getColumns();
        List<String> lines = style == Style.RECEIVED || columns <= 0 ? List.of(line) : Wrapping.hanging(line, columns);
        for (String one : lines) {
            reader.printAbove(color ? style.colored(one) : one);
        }
    }

    /** Gives the terminal back as it was. */
    @Override
    public void close() throws IOException {
        closed = true;
        Thread reads = person;
        if (reads != null) {
            reads.interrupt();
        }
        try {
            // The reader itself puts the terminal back first.
            if (reading.tryLock(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                reading.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.close();
    }
}
