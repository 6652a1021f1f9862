package dev.parley.server;

import dev.parley.ParleyProcess;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Hostile input to {@code serve}. */
class HostileServeIT implements HostileInput {
    private static ParleyProcess server;

    @BeforeAll
    static void start() {
        server = ParleyProcess.serve();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public URI ws(String path) {
        return server.ws(path);
    }

    @Override
    public URI http(String path) {
        return server.http(path);
    }

    @Override
    public List<String> log() {
        return server.err();
    }
}
