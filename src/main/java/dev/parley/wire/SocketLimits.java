package dev.parley.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how many connections this process and this machine can have; on Linux, elsewhere nothing is known. */
public final class SocketLimits {
    /** What the JVM itself has open: jars, and so on. */
    public static final int FILES_OF_THE_JVM = 100;

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+(\\d+)");

    private SocketLimits() {}

    /** Returns how many files and sockets this process may have, or {@link Long#MAX_VALUE} if that is not known. */
    public static long openFiles() {
        Matcher limit = OPEN_FILES.matcher(read(LIMITS));
        return limit.find() ? Long.parseLong(limit.group(1)) : Long.MAX_VALUE;
    }

    /** Returns how many ports one source address has for connections to one server, or {@link Long#MAX_VALUE}. */
    public static long ports() {
        String[] range = read(PORTS).strip().split("\\s+");
        return range.length == 2 ? Long.parseLong(range[1]) - Long.parseLong(range[0]) + 1 : Long.MAX_VALUE;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            // Another system than Linux: what it bears will show.
            return "";
        }
    }
}
