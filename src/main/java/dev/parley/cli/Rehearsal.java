package dev.parley.cli;

import dev.parley.serve.ConsoleLog;
import java.io.IOException;

/**
 * A run of what the commands do most, against a server of its own: {@code bin/parley} has the JVM note which classes that takes,
 * and archives them.
 */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        ConsoleLog.install(Output.CHARSET);
        try (OwnServer server = OwnServer.start()) {
            String ws = server.url();
            run("serve", "--help");
            run("client", ws, "--count", "1");
            run("connect", ws, "-x", "hi", "-w", "1", "--proxy", "none");
            run("connect", ws, "-x", "hi", "-w", "1", "--proxy", "none", "-v", "--json");
            run("bench", ws, "-c", "2", "--messages", "20", "--proxy", "none");
            run("check", ws, "--fast", "--quiet", "--proxy", "none");
            // No TLS there, but up to that answer all of it is needed.
            run("connect", ws.replaceFirst("ws", "wss"), "-x", "hi", "--proxy", "none");
        }
        System.exit(0);
    }

    private static void run(String... args) {
        Main.commandLine(args).execute(args);
    }
}
