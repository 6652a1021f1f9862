package dev.parley.connect;

import dev.parley.Installed;
import java.nio.file.Path;

/** Starts what is made with the Python library {@code websockets}. */
public final class PythonPeer {
    /** Debian's own, for that is where its packages are. */
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private static final Path LIBRARY = Path.of("/usr/lib/python3/dist-packages/websockets");
    private static final String PROGRAM = "src/test/python/peer.py";

    private PythonPeer() {}

    /** Starts the server of {@code src/test/python/peer.py}. */
    public static Peer start() {
        Installed.orSkip("python3-websockets", PYTHON, LIBRARY);
        return Peer.start(new ProcessBuilder(PYTHON.toString(), PROGRAM, "serve"));
    }

    /** Returns its client, to be started. */
    static ProcessBuilder client(String url) {
        return new ProcessBuilder(PYTHON.toString(), PROGRAM, "talk", url);
    }
}
