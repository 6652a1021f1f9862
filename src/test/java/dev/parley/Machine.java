package dev.parley;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;

/** Holds what the benchmarks need to run and to say where they ran. */
public final class Machine {
    private Machine() {}

    /** Fails unless there is a core for the server and one for the load. */
    public static void requireTwoCores() throws IOException {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            throw new IOException("this needs two cores: one for the server and one for the load");
        }
    }

    public static String processor() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    /** Returns the upper one of the two in the middle, if they are even. */
    public static double median(Collection<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    public static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                // Go makes some of its cache read-only; the folder is ours all the same.
                Files.delete(path);
            }
        }
    }
}
