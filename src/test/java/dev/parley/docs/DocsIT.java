package dev.parley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Installed;
import dev.parley.ParleyProcess;
import dev.parley.check.hops.Nginx;
import dev.parley.check.hops.RunningHop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Follows README and docs as a stranger does: builds by the first command, then runs all that is marked as tested. */
class DocsIT {
    /** Where a server is in the documentation, and where nginx is before it. */
    private static final String SERVER = ":80(?:80|87)\\b";

    private static final String NGINX = ":8081\\b";

    @TempDir
    static Path folder;

    private static Checkout checkout;
    private static ParleyProcess server;
    private static int port;

    @BeforeAll
    static void buildAndServe() throws IOException {
        checkout = Checkout.into(folder.resolve("parley"));
        server = checkout.serve(scripts().get(0).text());
        port = server.ws("ws").getPort();
    }

    @AfterAll
    static void stopServer() {
        server.close();
        assertThat(server.err().get(server.err().size() - 1)).endsWith("INFO stopped");
    }

    static List<Page.Block> scripts() {
        return Page.blocks("sh tested");
    }

    static List<Page.Block> transcripts() {
        return Page.blocks("console tested");
    }

    @Test
    void firstCommandIsTheReadmesAndSaysWhereItIsInFewLines() {
        assertThat(scripts().get(0))
                .hasToString("README.md: " + scripts().get(0).text());
        assertThat(server.out()).hasSizeBetween(20, 50);
        assertThat(server.out().get(0)).contains("Scanning for projects");
        assertThat(server.out())
                .anyMatch(line -> line.contains("compiler"))
                .anyMatch(line -> line.contains("shade"))
                .noneMatch(line -> line.contains("WARN"));
    }

    @Test
    void firstCommandLeavesWhatIsForTestsToTheSecond() {
        assertThat(server.out())
                .noneMatch(line -> line.contains("surefire"))
                .noneMatch(line -> line.contains("testCompile"))
                .noneMatch(line -> line.contains("spotless"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void scriptWorks(Page.Block script) {
        if (script.text().endsWith(" serve")) {
            assertThat(server.isAlive()).isTrue();
            return;
        }
        ParleyProcess run = checkout.run("set -e\n" + script.text().replaceAll(SERVER, ":" + port));
        assertThat(run.awaitExit()).as("%s; %s", run.out(), run.err()).isZero();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void transcriptIsWhatIsPrinted(Page.Block block, @TempDir Path hop) {
        boolean nginx = block.text().matches("(?s).*" + NGINX + ".*");
        if (nginx) {
            Installed.orSkip("nginx-light", Installed.program("nginx"));
        }
        try (RunningHop running = nginx ? Nginx.withoutUpgradeHeaders(hop, port) : null) {
            for (Transcript transcript : Transcript.of(block)) {
                String command = transcript.command().replaceAll(SERVER, ":" + port);
                if (running != null) {
                    command = command.replaceAll(NGINX, ":" + running.port());
                }
                ParleyProcess run = checkout.run("{ " + command + "; } 2>&1");
                assertThat(Transcript.words(new String(run.outBytes(), StandardCharsets.UTF_8)))
                        .as("%s: %s", block.page(), transcript.command())
                        .isEqualTo(Transcript.words(transcript.output()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"check", "connect", "bench", "compare", "client", "serve"})
    void optionsOfThePageAreThoseOfTheCommand(String command) {
        Page page = Page.of("docs/" + (command.equals("serve") ? "server" : command) + ".md");
        try (ParleyProcess help = ParleyProcess.parley(command, "--help")) {
            assertThat(help.awaitExit()).isZero();
            List<String> documented = page.rows().stream()
                    .flatMap(row -> Page.code(row.get(0)).stream())
                    .filter(code -> code.startsWith("-"))
                    .map(code -> code.replaceFirst("[ =\\[].*", ""))
                    .distinct()
                    .toList();
            assertThat(documented).isNotEmpty();
            String options = String.join("\n", help.out()).replaceAll("--\\[no-](\\S+)", "--$1 --no-$1");
            assertThat(documented.stream().filter(option -> !Pattern.compile("(?<![\\w-])" + option + "(?![\\w-])")
                            .matcher(options)
                            .find()))
                    .isEmpty();
        }
    }
}
