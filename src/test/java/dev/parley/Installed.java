package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Asks for programs that a test needs; where one is missing the test is reported as skipped, in CI it fails. */
public final class Installed {
    private Installed() {}

    /** Returns where a program is that stands in {@code PATH} or where Debian has daemons, or where it would be. */
    public static Path program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("/usr/bin", name));
    }

    /**
     * Goes on if all the programs are there, else says in one line how to install them.
     *
     * @param packages Debian's names for {@code apt-get install}
     */
    public static void orSkip(String packages, Path... programs) {
        boolean installed = Stream.of(programs).allMatch(Files::isExecutable);
        String remedy = "missing here, install it with: apt-get install " + packages;
        if (System.getenv("CI") != null) {
            assertThat(installed).as(remedy).isTrue();
        }
        if (!installed) {
            System.err.println("skipped: " + remedy);
        }
        assumeThat(installed).as(remedy).isTrue();
    }
}
