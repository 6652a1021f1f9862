package dev.parley.bench;

import dev.parley.core.Figures;
import dev.parley.wire.SocketLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The limits of this process and this machine, so that a load that exceeds them is not blamed on the server. */
public final class OwnLimits {
    /**
     * Something that stands in the way.
     *
     * @param fatal whether the run cannot go well
     * @param line what it is, and which command or flag lifts it
     */
    public record Finding(boolean fatal, String line) {}

    /**
     * The limits of this machine; one that is not known is {@link Long#MAX_VALUE}.
     *
     * @param openFiles how many files and sockets this process may have
     * @param ports how many ports a source address has for connections to one server
     * @param busy the share of all processors that is taken by something else
     */
    record Machine(long openFiles, long ports, int processors, double busy) {}

    /** More than that, and the rest of the machine shows in the figures. */
    private static final double BUSY = 0.2;

    private static final long LOOK_MILLIS = 200;

    /** The unit in which Linux counts processor time in its files, on every architecture. */
    private static final int TICKS_PER_SECOND = 100;

    private static final Path STAT = Path.of("/proc/stat");

    private OwnLimits() {}

    /** Looks at this machine for a moment and compares; where Linux' files are not there, nothing is found. */
    public static List<Finding> check(Plan plan) throws InterruptedException {
        return compare(plan, machine());
    }

    static List<Finding> compare(Plan plan, Machine machine) {
        List<Finding> findings = new ArrayList<>();
        long files = plan.connections() + (long) SocketLimits.FILES_OF_THE_JVM;
        if (files > machine.openFiles()) {
            findings.add(new Finding(
                    true,
                    plan.connections() + " connections need " + files + " open files, and this process may have "
                            + machine.openFiles() + ": 'ulimit -n " + files
                            + "' before the command lifts that (as root if the hard limit is lower; in containers: docker run --ulimit nofile="
                            + files + ")"));
        }
        int sources = Math.max(1, plan.sources().size());
        long ports = machine.ports() == Long.MAX_VALUE ? Long.MAX_VALUE : machine.ports() * sources;
        if (plan.connections() > ports) {
            findings.add(
                    new Finding(
                            true,
                            plan.connections() + " connections need as many ports, and "
                                    + (sources == 1 ? "one source address has " : sources + " source addresses have ")
                                    + ports
                                    + ": give more with --source-ip, or 'sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"' for more each"));
        }
        if (plan.threads() > machine.processors()) {
            findings.add(new Finding(
                    false,
                    "--threads " + plan.threads() + " is more than the " + machine.processors()
                            + " processors there are: event loops will wait for each other"));
        }
        if (machine.busy() > BUSY) {
            findings.add(new Finding(
                    false,
                    Figures.percent(machine.busy())
                            + " of this machine's processors are taken by something else ('top' shows"
                            + " what): the figures will tell of that, too"));
        }
        return findings;
    }

    private static Machine machine() throws InterruptedException {
        return new Machine(
                SocketLimits.openFiles(),
                SocketLimits.ports(),
                Runtime.getRuntime().availableProcessors(),
                busy());
    }

    private static double busy() throws InterruptedException {
        long[] before = ticks();
        double ownBefore = ownSeconds();
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        long[] after = ticks();
        // This process is busy, too, with starting.
        double own = (ownSeconds() - ownBefore) * TICKS_PER_SECOND;
        long all = after[0] - before[0];
        return all <= 0 ? 0 : 1 - (after[1] - before[1] + own) / all;
    }

    private static double ownSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(spent -> spent.toNanos() / 1e9)
                .orElse(0.0);
    }

    /** Returns the time of all processors since the start, and that of them in which there was nothing to do. */
    private static long[] ticks() {
        String[] fields = read(STAT).lines().findFirst().orElse("").split("\\s+");
        long all = 0;
        long idle = 0;
        for (int i = 1; i < Math.min(fields.length, 9); i++) {
            long ticks = Long.parseLong(fields[i]);
            all += ticks;
            // The fourth is idle, the fifth waits for disks.
            idle += i == 4 || i == 5 ? ticks : 0;
        }
        return new long[] {all, idle};
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
