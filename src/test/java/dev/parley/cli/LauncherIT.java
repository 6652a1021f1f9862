package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ParleyProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code bin/parley} as a user does. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
    private static final Path LAUNCHER = Path.of("bin/parley").toAbsolutePath();
    private static final Duration MAKING = Duration.ofSeconds(120);
    private static final String VERSION = System.getProperty("project.version");

    @TempDir
    Path folder;

    @Test
    void runsFromTheCheckout() {
        assertThat(outOf(launcher("bin/parley", "off", "--version"))).containsExactly(VERSION);
    }

    @Test
    void runsThroughLinks() throws IOException {
        Path first = Files.createSymbolicLink(folder.resolve("first"), LAUNCHER);
        Files.createDirectory(folder.resolve("bin"));
        Path second = Files.createSymbolicLink(folder.resolve("bin/second"), Path.of("../first"));
        assertThat(outOf(launcher(first.toString(), "off", "--version"))).containsExactly(VERSION);
        assertThat(outOf(launcher(second.toString(), "off", "--version"))).containsExactly(VERSION);
        // Else JUnit tells of a link that leads out of its folder.
        Files.delete(first);
    }

    @Test
    void runsBesideTheJarAndFromAnywhere() throws IOException {
        Path blanks = Files.createDirectory(folder.resolve("with two  blanks"));
        Files.copy(LAUNCHER, blanks.resolve("parley"));
        Files.copy(Path.of(ParleyProcess.JAR), blanks.resolve("parley.jar"));
        ProcessBuilder builder = launcher("./parley", "off", "--version");
        builder.directory(blanks.toFile());
        assertThat(outOf(builder)).containsExactly(VERSION);
        assertThat(cache()).doesNotExist();
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Files.copy(LAUNCHER, folder.resolve("parley"));
        try (ParleyProcess parley =
                ParleyProcess.start(launcher(folder.resolve("parley").toString(), "off"))) {
            assertThat(parley.awaitExit()).isEqualTo(2);
            assertThat(parley.err())
                    .containsExactly("parley: there is no parley.jar beside " + folder.resolve("parley")
                            + ", nor in ../target; 'mvn package' builds it");
        }
        ProcessBuilder noJava = launcher(LAUNCHER.toString(), "off");
        noJava.environment().put("JAVA_HOME", folder.toString());
        try (ParleyProcess parley = ParleyProcess.start(noJava)) {
            assertThat(parley.awaitExit()).isEqualTo(2);
            assertThat(parley.err())
                    .containsExactly(
                            "parley: there is no " + folder + "/bin/java; install Java 17 or newer, or set JAVA_HOME");
        }
    }

    @Test
    void argumentsStdinAndExitCodesPassThrough() throws IOException {
        Path stdin = Files.writeString(folder.resolve("stdin"), "from  stdin\n");
        try (ParleyProcess server = ParleyProcess.serve()) {
            String echo = server.ws("echo").toString();
            String message = " two  blanks, * $HOME \"and\" 'more' ";
            ProcessBuilder said = launcher(LAUNCHER.toString(), "off", "connect", echo, "-q", "-x", message, "-w", "1");
            assertThat(outOf(said)).containsExactly(message);
            ProcessBuilder piped = launcher(LAUNCHER.toString(), "off", "connect", echo, "-q", "-w", "1");
            assertThat(outOf(piped.redirectInput(stdin.toFile()))).containsExactly("from  stdin");
            ProcessBuilder refused = launcher(
                    LAUNCHER.toString(), "off", "client", server.ws("nowhere").toString());
            try (ParleyProcess parley = ParleyProcess.start(refused)) {
                assertThat(parley.awaitExit()).isEqualTo(4);
            }
        }
    }

    @Test
    void optionsForTheJvmAreSplitAtBlanks() {
        ProcessBuilder builder = launcher(LAUNCHER.toString(), "off", "serve", "--port", "0");
        builder.environment().put("PARLEY_JAVA_OPTS", " -Dparley.idle-timeout=*  -Dparley.max-connections=5 ");
        try (ParleyProcess parley = ParleyProcess.start(builder)) {
            assertThat(parley.awaitExit()).isEqualTo(2);
            assertThat(parley.err())
                    .singleElement()
                    .asString()
                    .startsWith("system property parley.idle-timeout is '*': ");
        }
    }

    @Test
    void severalAtOnceMakeOneArchiveInTheBackground() {
        List<ParleyProcess> all = Stream.generate(
                        () -> ParleyProcess.start(launcher(LAUNCHER.toString(), "", "--version")))
                .limit(3)
                .toList();
        for (ParleyProcess parley : all) {
            try (parley) {
                assertThat(parley.awaitExit()).isZero();
                assertThat(parley.out()).containsExactly(VERSION);
                assertThat(parley.err()).isEmpty();
            }
        }
        Awaitility.await("an archive, and nothing else")
                .atMost(MAKING)
                .untilAsserted(
                        () -> assertThat(cached()).singleElement().asString().endsWith(".jsa"));
        ProcessBuilder again = launcher(LAUNCHER.toString(), "", "--version");
        again.environment().put("PARLEY_JAVA_OPTS", "-Xlog:class+load:stdout:none");
        assertThat(outOf(again))
                .contains(
                        VERSION,
                        "dev.parley.cli.Main source: shared objects file",
                        "picocli.CommandLine source: shared objects file");
    }

    @Test
    void archiveThatDoesNotFitIsLeftAsideInSilence() throws IOException, InterruptedException {
        Process making = launcher(LAUNCHER.toString(), "now", "--version").start();
        assertThat(making.waitFor(MAKING.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Path archive = cached().get(0);
        byte[] bytes = Files.readAllBytes(archive);
        byte[] garbage = new byte[10_000];
        Arrays.fill(garbage, (byte) 'x');
        byte[] otherVersion = bytes.clone();
        Arrays.fill(otherVersion, 0, 4096, (byte) 7);
        for (byte[] wrong : List.of(garbage, new byte[0], Arrays.copyOf(bytes, bytes.length / 2), otherVersion)) {
            Files.delete(archive);
            Files.write(archive, wrong);
            assertThat(outOf(launcher(LAUNCHER.toString(), "", "--version"))).containsExactly(VERSION);
        }
        assertThat(cached()).containsExactly(archive);
    }

    @Test
    void archiveThatCannotBeMadeIsDoneWithout() {
        ProcessBuilder noFolder = launcher(LAUNCHER.toString(), "now", "--version");
        // Even root can make no folder there.
        noFolder.environment().put("XDG_CACHE_HOME", "/dev/null");
        assertThat(outOf(noFolder)).containsExactly(VERSION);
        ProcessBuilder noHome = launcher(LAUNCHER.toString(), "now", "--version");
        noHome.environment().remove("XDG_CACHE_HOME");
        noHome.environment().remove("HOME");
        assertThat(outOf(noHome)).containsExactly(VERSION);
    }

    @Test
    void sigtermEndsTheServerInOrder() {
        ProcessBuilder builder = launcher(LAUNCHER.toString(), "off", "serve", "--port", "0");
        try (ParleyProcess server = ParleyProcess.awaitServing(builder)) {
            server.terminate();
            assertThat(server.awaitExit()).isEqualTo(143);
            server.awaitErr(".* INFO stopped");
        }
    }

    /** Prepares the launcher, with a cache in this test's folder. */
    private ProcessBuilder launcher(String file, String archive, String... arguments) {
        List<String> command = new ArrayList<>(List.of(file));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", cache().toString());
        builder.environment().put("PARLEY_ARCHIVE", archive);
        return builder;
    }

    /** Runs it to its end, which is to be good and without a word on stderr. */
    private static List<String> outOf(ProcessBuilder builder) {
        try (ParleyProcess parley = ParleyProcess.start(builder)) {
            assertThat(parley.awaitExit()).as("stderr %s", parley.err()).isZero();
            assertThat(parley.err()).isEmpty();
            return parley.out();
        }
    }

    private Path cache() {
        return folder.toAbsolutePath().resolve("cache of mine");
    }

    private List<Path> cached() {
        try (Stream<Path> files = Files.list(cache().resolve("parley"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
