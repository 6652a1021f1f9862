package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Installed;
import dev.parley.ParleyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Installs pinned npm packages under {@code target}, once until it is cleaned, and starts what is made with them. */
public final class NodePeer {
    private static final Path NODE = Installed.program("node");
    private static final Path NPM = Installed.program("npm");
    private static final Path FOLDER = Path.of("target/npm").toAbsolutePath();
    private static final Path MODULES = FOLDER.resolve("node_modules");
    private static final List<String> PACKAGES = List.of("ws@8.23.0", "wscat@6.1.0");

    private NodePeer() {}

    /** Starts {@code src/test/node/peer.js}. */
    public static Peer start(String... keyAndCertificate) throws IOException {
        install();
        List<String> command = new ArrayList<>(List.of(NODE.toString(), "src/test/node/peer.js", MODULES.toString()));
        command.addAll(Arrays.asList(keyAndCertificate));
        return Peer.start(new ProcessBuilder(command));
    }

    /** Returns wscat with these arguments, to be started. */
    static ProcessBuilder wscat(String... arguments) throws IOException {
        install();
        List<String> command = new ArrayList<>(
                List.of(NODE.toString(), MODULES.resolve("wscat/bin/wscat").toString()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command);
    }

    private static void install() throws IOException {
        Installed.orSkip("nodejs npm", NODE, NPM);
        for (String wanted : PACKAGES) {
            if (!isThere(wanted)) {
                List<String> command = new ArrayList<>(List.of(
                        NPM.toString(),
                        "install",
                        "--prefix",
                        FOLDER.toString(),
                        "--no-save",
                        "--silent",
                        "--no-audit",
                        "--ignore-scripts",
                        "--logs-max=0"));
                command.addAll(PACKAGES);
                try (ParleyProcess npm = ParleyProcess.start(new ProcessBuilder(command))) {
                    assertThat(npm.awaitExit(Duration.ofMinutes(2)))
                            .as("npm install, which said %s %s", npm.out(), npm.err())
                            .isZero();
                }
                return;
            }
        }
    }

    private static boolean isThere(String wanted) throws IOException {
        String[] nameAndVersion = wanted.split("@");
        Path description = MODULES.resolve(nameAndVersion[0]).resolve("package.json");
        return Files.exists(description)
                && Files.readString(description).contains("\"version\": \"" + nameAndVersion[1] + "\"");
    }
}
