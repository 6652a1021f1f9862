package dev.parley.connect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/** The reader of what is to be sent, which hands it over one message at a time; runs on a thread of its own. */
final class Input implements Runnable {
    /** A person who types lines. */
    interface Lines {
        /** Waits for the next line; returns null at the end. */
        String next() throws IOException;
    }

    private final ConnectSettings.Input settings;
    private final InputStream stdin;
    private final Charset charset;
    // Null unless a person is asked.
    private final Lines prompt;
    private final Link link;
    private final Consumer<Happening> session;

    Input(
            ConnectSettings.Input settings,
            InputStream stdin,
            Charset charset,
            Lines prompt,
            Link link,
            Consumer<Happening> session) {
        this.settings = settings;
        this.stdin = stdin;
        this.charset = charset;
        this.prompt = prompt;
        this.link = link;
        this.session = session;
    }

    @Override
    public void run() {
        try {
            if (sendFirst() && replay() && sendRest()) {
                session.accept(new Happening.InputEnded());
            }
        } catch (IOException e) {
            session.accept(new Happening.InputFailed("the input cannot be read: " + e.getMessage()));
        } catch (InterruptedException e) {
            // The session is over.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Said, or the session would wait for this thread for ever.
            session.accept(new Happening.InputFailed("the input cannot be read: " + e));
        }
    }

    private boolean sendFirst() throws InterruptedException {
        for (String message : settings.messages()) {
            if (!take(message)) {
                return false;
            }
        }
        return true;
    }

    private boolean replay() throws IOException, InterruptedException {
        if (settings.replay() == null) {
            return true;
        }
        // Times count from the opening.
        if (!link.use(wire -> {})) {
            return false;
        }
        long startNanos = System.nanoTime();
        for (Transcript.Sent sent : Transcript.read(settings.replay())) {
            long waitMillis = sent.afterMillis() - (System.nanoTime() - startNanos) / 1_000_000;
            if (waitMillis > 0) {
                Thread.sleep(waitMillis);
            }
            if (!link.send(sent.message())) {
                return false;
            }
        }
        return true;
    }

    private boolean sendRest() throws IOException, InterruptedException {
        if (prompt != null) {
            // A person is asked when there is someone to talk to.
            return link.use(wire -> {}) && sendLines(prompt);
        }
        if (!settings.stdin()) {
            return true;
        }
        if (settings.encoding() == Encoding.RAW) {
            return sendChunks();
        }
        BufferedReader reader = new BufferedReader(new InputStreamReader(stdin, charset));
        return sendLines(reader::readLine);
    }

    private boolean sendLines(Lines lines) throws IOException, InterruptedException {
        for (String line; (line = lines.next()) != null; ) {
            if (!take(line)) {
                return false;
            }
        }
        return true;
    }

    private boolean sendChunks() throws IOException, InterruptedException {
        for (byte[] chunk; (chunk = stdin.readNBytes(settings.chunkBytes())).length > 0; ) {
            if (!link.send(new Outgoing(false, chunk))) {
                return false;
            }
        }
        return true;
    }

    /** Does what a line says; false if nothing more can be done. */
    private boolean take(String line) throws InterruptedException {
        Command command;
        try {
            command = settings.slash() && line.startsWith("/") ? Command.parse(line) : new Command.Send(message(line));
        } catch (IllegalArgumentException e) {
            session.accept(new Happening.InputRefused(e.getMessage()));
            return true;
        } catch (IOException e) {
            session.accept(new Happening.InputRefused("cannot be read: " + e.getMessage()));
            return true;
        }
        return execute(command);
    }

    private boolean execute(Command command) throws InterruptedException {
        if (command instanceof Command.Send send) {
            return link.send(send.message());
        }
        if (command instanceof Command.Ping ping) {
            return link.use(wire -> wire.ping(ping.payload()));
        }
        if (command instanceof Command.Pong pong) {
            return link.use(wire -> wire.pong(pong.payload()));
        }
        if (command instanceof Command.CloseWith close) {
            session.accept(new Happening.CloseAsked(close));
            return false;
        }
        session.accept(new Happening.ShowAsked(command));
        return true;
    }

    private Outgoing message(String line) {
        if (!settings.binary()) {
            return Outgoing.text(line);
        }
        Encoding encoding = settings.encoding();
        return encoding == null || encoding == Encoding.RAW
                ? new Outgoing(false, Outgoing.text(line).payload())
                : new Outgoing(false, encoding.decode(line));
    }
}
