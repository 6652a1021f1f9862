package dev.parley.bench;

import dev.parley.bench.LoadTool.Demand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Builds what the benchmark runs, in a folder, and says how each tool is called. */
final class LoadTools {
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";
    private static final Path JAR = Path.of("target/parley.jar");
    private static final Path GATLING = Path.of("target/gatling");
    private static final Path GATLING_SOURCES = Path.of("src/test/gatling");
    private static final String GATLING_MISSING = "mvn -q -f src/test/gatling/pom.xml dependency:copy-dependencies"
            + " -DoutputDirectory=$PWD/target/gatling";
    private static final Path ARTILLERY = Path.of("target/npm/node_modules/artillery/bin/run");
    private static final String ARTILLERY_MISSING =
            "npm install --prefix target/npm --no-save --silent --ignore-scripts artillery@2.0.34";
    /** What Java compiles on one core takes this long from the load. */
    private static final double JAVA_WARM_UP_SECONDS = 10;

    private static final double ARTILLERY_WARM_UP_SECONDS = 3;
    private static final double C_WARM_UP_SECONDS = 1;

    private LoadTools() {}

    /** Compiles {@code src/test/c/NAME.c} into the folder. */
    static String compileC(Path folder, String name) throws IOException, InterruptedException {
        String program = folder.resolve(name).toString();
        build("cc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", program, "src/test/c/" + name + ".c");
        return program;
    }

    static LoadTool c(Path folder) throws IOException, InterruptedException {
        String program = compileC(folder, "load");
        return new LoadTool("C generator", null, C_WARM_UP_SECONDS, (port, demand, seconds) -> {
            List<String> command = new ArrayList<>(List.of(program));
            command.addAll(numbers(port, demand.connections(), demand.inFlight(), C_WARM_UP_SECONDS, seconds));
            if (demand.perSecond() > 0) {
                command.add(Integer.toString(demand.perSecond()));
            }
            return command;
        });
    }

    static LoadTool parley() throws IOException, InterruptedException {
        Process help = new ProcessBuilder(JAVA, "-jar", JAR.toString(), "bench", "--help")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // A jar without the command has a help as well.
        boolean there =
                new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("--in-flight");
        help.waitFor();
        String missing = there ? null : "a target/parley.jar with bench: mvn -q package";
        return new LoadTool("parley bench", missing, JAVA_WARM_UP_SECONDS, LoadTools::parleyCommand);
    }

    /** Compiles the simulation, if there is a Gatling. */
    static LoadTool gatling(Path folder) throws IOException, InterruptedException {
        Path classes = folder.resolve("gatling");
        String classPath = classes + ":" + GATLING + "/*";
        if (Files.exists(GATLING)) {
            Files.createDirectory(classes);
            for (String settings : List.of("gatling.conf", "logback.xml")) {
                Files.copy(GATLING_SOURCES.resolve(settings), classes.resolve(settings));
            }
            String source = GATLING_SOURCES.resolve("EchoSimulation.java").toString();
            build(JAVA + "c", "-d", classes.toString(), "-cp", classPath, source);
        }
        return new LoadTool(
                "Gatling",
                Files.exists(GATLING) ? null : GATLING_MISSING,
                JAVA_WARM_UP_SECONDS,
                (port, demand, seconds) -> demand.inFlight() != 1
                        ? List.of()
                        : List.of(
                                JAVA,
                                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                "-Djava.io.tmpdir=" + folder,
                                "-Djava.util.prefs.userRoot=" + folder,
                                // It looks for a newer version of itself at each start, and no setting says not to.
                                "-Djdk.net.hosts.file=" + GATLING_SOURCES.resolve("hosts"),
                                "-Decho.port=" + port,
                                "-Decho.connections=" + demand.connections(),
                                "-Decho.seconds=" + (int) (JAVA_WARM_UP_SECONDS + seconds),
                                "-cp",
                                classPath,
                                "io.gatling.app.Gatling",
                                "--simulation",
                                "EchoSimulation",
                                "--results-folder",
                                folder.resolve("results").toString(),
                                "--no-reports"));
    }

    static LoadTool artillery(Path folder) {
        return new LoadTool(
                "Artillery",
                Files.exists(ARTILLERY) ? null : ARTILLERY_MISSING,
                ARTILLERY_WARM_UP_SECONDS,
                (port, demand, seconds) -> demand.inFlight() != 1
                        ? List.of()
                        : List.of(
                                "env",
                                "ARTILLERY_DISABLE_TELEMETRY=true",
                                "HOME=" + folder,
                                "TMPDIR=" + folder,
                                "ECHO_PORT=" + port,
                                "ECHO_CONNECTIONS=" + demand.connections(),
                                // It begins to count before its users, who come in the course of a second.
                                "ECHO_SECONDS=" + (int) (2 + ARTILLERY_WARM_UP_SECONDS + seconds),
                                "node",
                                ARTILLERY.toString(),
                                "run",
                                "src/test/artillery/echo.yml"));
    }

    private static List<String> parleyCommand(int port, Demand demand, double seconds) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-jar", JAR.toString(), "bench"));
        command.add("ws://127.0.0.1:" + port + "/echo");
        command.addAll(List.of("-c", Integer.toString(demand.connections()), "-d", (int) seconds + "s"));
        if (demand.perSecond() > 0) {
            command.addAll(List.of("--rate", demand.perSecond() + "/s"));
        } else if (demand.inFlight() > 0) {
            command.addAll(List.of("--in-flight", Integer.toString(demand.inFlight())));
        } else {
            command.add("--idle");
        }
        if (demand.perSecond() > 0 || demand.inFlight() > 0) {
            command.addAll(List.of("--warm-up", (int) JAVA_WARM_UP_SECONDS + "s", "--size", "20"));
        }
        command.addAll(List.of("--threads", "1", "--no-compression", "--json"));
        return command;
    }

    private static void build(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    private static List<String> numbers(double... numbers) {
        List<String> words = new ArrayList<>();
        for (double number : numbers) {
            words.add(String.format(Locale.ROOT, "%.0f", number));
        }
        return words;
    }
}
