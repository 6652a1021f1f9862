package dev.parley.cli;

import dev.parley.wire.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say how TLS is spoken, and who is trusted. */
final class TlsOptions {
    @Option(
            names = {"-k", "--insecure"},
            description = "Trust any certificate.")
    private boolean insecure;

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust the authorities in this PEM file, and no others.")
    private Path ca;

    @Option(names = "--cert", paramLabel = "FILE", description = "Show this client certificate (PEM).")
    private Path cert;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The key of --cert (PEM, PKCS#8), if it is in another file.")
    private Path key;

    @Option(
            names = "--passphrase",
            paramLabel = "TEXT",
            description = "The passphrase of --key; @FILE and env:NAME as in --auth.")
    private String passphrase;

    @Option(
            names = "--sni",
            paramLabel = "NAME",
            description = "Ask for this name in TLS, and expect it in the certificate.")
    private String serverName;

    /** Does what {@code --insecure} does, for a command that has another name for it. */
    void trustAnyone() {
        insecure = true;
    }

    Tls tls() {
        WrongUsage.unless(key == null || cert != null, "--key without --cert: a key alone is no certificate");
        checkReadable("--ca", ca);
        checkReadable("--cert", cert);
        checkReadable("--key", key);
        return new Tls(!insecure, ca, cert, key, Secret.read("--passphrase", passphrase), serverName);
    }

    private static void checkReadable(String option, Path file) {
        if (file != null && !Files.isReadable(file)) {
            throw new WrongUsage(option + " " + file + ": the file cannot be read");
        }
    }
}
