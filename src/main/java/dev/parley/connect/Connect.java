package dev.parley.connect;

import dev.parley.connect.ConnectSettings.Show;
import dev.parley.core.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A session put together: where its input comes from, and what is shown where. */
public final class Connect {
    private final ConnectSettings settings;
    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;
    private final Charset charset;
    // Null for no transcript.
    private final OutputStream transcript;
    private final Inbox inbox = new Inbox();
    private final Link link = new Link();
    // Null unless a person is asked.
    private Prompt prompt;

    /**
     * Prepares a session; nothing is opened yet.
     *
     * @param in what is read as lines, if stdin is asked for
     * @param out where messages go
     * @param err where all else goes
     * @param charset of all three
     * @param transcript where every event goes as JSON, too, and which is closed at the end; null for nowhere
     */
    public Connect(
            ConnectSettings settings,
            InputStream in,
            OutputStream out,
            PrintStream err,
            Charset charset,
            OutputStream transcript) {
        this.settings = settings;
        this.in = in;
        this.out = out;
        this.err = err;
        this.charset = charset;
        this.transcript = transcript;
    }

    /**
     * Runs to the end of the session.
     *
     * @return an {@link ExitCode}
     */
    public int run() throws InterruptedException {
        // Closed here, whatever happens.
        try (OutputStream saved = transcript) {
            if (!settings.input().prompt() || startPrompt()) {
                Session session = new Session(settings, new Views(views(saved)), inbox, link);
                return session.run(new Input(settings.input(), in, charset, prompt, link, inbox::add));
            }
            return ExitCode.USAGE;
        } catch (UncheckedIOException e) {
            return unwritten(e.getCause());
        } catch (IOException e) {
            return unwritten(e);
        } finally {
            closePrompt();
        }
    }

    /** Tells the session to end in order, with what it has by then. From any thread. */
    public void interrupt() {
        inbox.add(new Happening.Interrupted());
    }

    private boolean startPrompt() {
        try {
            prompt = new Prompt(
                    charset,
                    settings.input().history(),
                    settings.input().slash(),
                    settings.show().color(),
                    this::interrupt);
            return true;
        } catch (IOException e) {
            err.println("the prompt cannot be started: " + e.getMessage() + "; with --history none it keeps no file");
            return false;
        }
    }

    private List<View> views(OutputStream saved) {
        Show show = settings.show();
        List<View> views = new ArrayList<>();
        Instant zero = Instant.now();
        long zeroNanos = System.nanoTime();
        if (saved != null) {
            views.add(new JsonView(saved, zero, zeroNanos));
        }
        if (prompt != null) {
            views.add(new Conversation(prompt, show));
            views.add(new Talk(
                    prompt,
                    show,
                    settings.input().slash() ? "Ctrl-C quits, /help shows the commands" : "Ctrl-C quits"));
        } else {
            views.add(show.json() ? new JsonView(out, zero, zeroNanos) : payload(show));
            views.add(new Talk(this::printError, show, ""));
        }
        return views;
    }

    private int unwritten(IOException e) {
        err.println("what came cannot be written: " + e.getMessage() + "; is the disk full, or its reader gone?");
        return ExitCode.UNWRITTEN;
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
