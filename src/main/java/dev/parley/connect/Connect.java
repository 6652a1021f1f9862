package dev.parley.connect;

import dev.parley.connect.ConnectSettings.Show;
import dev.parley.core.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Puts a session together: where its input comes from and what is shown where. */
public final class Connect {
    private final ConnectSettings settings;
    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;
    private final Charset charset;
    private final List<View> views = new ArrayList<>();
    private final Session session;
    // Null unless a person is asked.
    private Prompt prompt;

    /**
     * Prepares a session; nothing is opened yet.
     *
     * @param in what is read as lines, if stdin is asked for
     * @param out where messages go
     * @param err where all else goes
     * @param charset of all three
     */
    public Connect(ConnectSettings settings, InputStream in, OutputStream out, PrintStream err, Charset charset) {
        this.settings = settings;
        this.in = in;
        this.out = out;
        this.err = err;
        this.charset = charset;
        this.session = new Session(settings, views);
    }

    /**
     * Runs to the end of the session.
     *
     * @return an {@link ExitCode}
     */
    public int run() throws InterruptedException {
        Show show = settings.show();
        try (OutputStream saved = saved(show.save())) {
            Instant zero = Instant.now();
            long zeroNanos = System.nanoTime();
            if (saved != null) {
                views.add(new JsonView(saved, zero, zeroNanos));
            }
            if (settings.input().prompt()) {
                prompt = new Prompt(
                        charset,
                        settings.input().history(),
                        settings.input().slash(),
                        show.color(),
                        () -> session.happened(new Happening.Interrupted()));
                views.add(new Conversation(prompt, show));
                views.add(new Talk(
                        prompt,
                        show,
                        settings.input().slash() ? "Ctrl-C quits, /help shows the commands" : "Ctrl-C quits"));
            } else {
                views.add(show.json() ? new JsonView(out, zero, zeroNanos) : payload(show));
                views.add(new Talk(this::printError, show, ""));
            }
            return session.run(new Input(settings.input(), in, charset, prompt, session.link(), session::happened));
        } catch (UncheckedIOException e) {
            err.println("what came cannot be written: " + e.getCause().getMessage());
            return ExitCode.ABNORMAL_END;
        } catch (IOException e) {
            err.println("cannot begin, a file cannot be written: " + e.getMessage());
            return ExitCode.USAGE;
        } finally {
            closePrompt();
        }
    }

    /** Tells the session to end in order, with what it has by then. From any thread. */
    public void interrupt() {
        session.happened(new Happening.Interrupted());
    }

    private static OutputStream saved(Path file) throws IOException {
        if (file == null) {
            return null;
        }
        PrivateFile.create(file);
        return Files.newOutputStream(file);
    }

    private Payload payload(Show show) {
        Encoding encoding = settings.input().encoding();
        return new Payload(out, charset, show, encoding == null ? Encoding.HEX : encoding);
    }

    private void printError(Printer.Style style, String line) {
        err.println(settings.show().color() ? style.colored(line) : line);
    }

    private void closePrompt() {
        if (prompt != null) {
            try {
                prompt.close();
            } catch (IOException e) {
                err.println("the terminal may be left in a strange state: " + e.getMessage());
            }
        }
    }
}
