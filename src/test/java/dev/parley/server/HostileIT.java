package dev.parley.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/** Hostile input to the WAR in a container. */
@Tag("hostile")
class HostileIT extends DeployedWar implements HostileInput {
    @Override
    public boolean takesFramesWithoutAMask() {
        return Container.current().takesFramesWithoutAMask();
    }

    @Override
    public List<String> log() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String folder : Container.current().logFolders()) {
            try (Stream<Path> files = Files.list(Path.of(System.getProperty("server.home"), folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    lines.addAll(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
                }
            }
        }
        return lines;
    }
}
