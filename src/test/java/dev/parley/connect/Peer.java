package dev.parley.connect;

import dev.parley.ParleyProcess;
import java.util.List;

/** Runs a server that no one here wrote, which prints {@code port N} first and ends when its stdin does. */
public final class Peer implements AutoCloseable {
    private final ParleyProcess process;
    private final int port;

    private Peer(ParleyProcess process) {
        this.process = process;
        process.awaitOut("port \\d+");
        this.port = Integer.parseInt(process.out().get(0).replaceFirst("port ", ""));
    }

    static Peer start(ProcessBuilder builder) {
        ParleyProcess process = ParleyProcess.startWithOpenStdin(builder);
        try {
            return new Peer(process);
        } catch (RuntimeException | Error e) {
            process.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    public String ws(String pathAndQuery) {
        return "ws://127.0.0.1:" + port + "/" + pathAndQuery;
    }

    public String wss(String pathAndQuery) {
        return "wss://localhost:" + port + "/" + pathAndQuery;
    }

    /** Waits until the server says that it saw this. */
    public void awaitSaw(String regex) {
        process.awaitOut(regex);
    }

    /** Returns what the server said that it saw, since it started. */
    public List<String> saw() {
        return process.out();
    }

    @Override
    public void close() {
        process.close();
    }
}
