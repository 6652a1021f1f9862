package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Installed;
import dev.parley.ParleyProcess;
import java.nio.file.Path;
import java.time.Duration;

/** Builds and starts what is made with Go's gorilla/websocket. */
public final class GoPeer {
    private static final Path GO = Installed.program("go");
    private static final Path SOURCES = Path.of("/usr/share/gocode");
    private static final Path FOLDER = Path.of("target/go").toAbsolutePath();

    private GoPeer() {}

    /** Starts {@code src/test/go/peer.go}. */
    public static Peer start() {
        Installed.orSkip("golang golang-github-gorilla-websocket-dev", GO, SOURCES.resolve("src/github.com/gorilla"));
        String program = FOLDER.resolve("peer").toString();
        ProcessBuilder build = new ProcessBuilder(GO.toString(), "build", "-o", program, "src/test/go/peer.go");
        build.environment().put("GO111MODULE", "off");
        build.environment().put("GOPATH", SOURCES.toString());
        build.environment().put("GOCACHE", FOLDER.resolve("cache").toString());
        try (ParleyProcess building = ParleyProcess.start(build)) {
            // All of Go's library, where there is no cache.
            assertThat(building.awaitExit(Duration.ofMinutes(3)))
                    .as("go build, which said %s", building.err())
                    .isZero();
        }
        return Peer.start(new ProcessBuilder(program));
    }
}
