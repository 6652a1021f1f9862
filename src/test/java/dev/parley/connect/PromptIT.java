package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ParleyProcess;
import dev.parley.Tmux;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sits at a real terminal and reads its screen. */
class PromptIT {
    private static ParleyProcess serve;

    @TempDir
    private Path folder;

    private Path history;

    @BeforeAll
    static void startServer() {
        serve = ParleyProcess.serve("--max-message-bytes", "2MiB");
    }

    @AfterAll
    static void stopServer() {
        serve.close();
    }

    @BeforeEach
    void nameHistory() {
        history = folder.resolve("state").resolve("history");
    }

    @Test
    void messagesAreTypedAndRepliesShownAboveThePrompt() throws Exception {
        try (Tmux terminal = connect("echo", "")) {
            type(terminal, "hello \"wörld\" \\ !1 𝄞");
            assertThat(terminal.awaitLine("< hello .*"))
                    .containsSequence("> hello \"wörld\" \\ !1 𝄞", "< hello \"wörld\" \\ !1 𝄞", ">");
            assertThat(terminal.screen().get(0))
                    .matches("Connected to " + serve.ws("echo") + " \\(TCP [\\d.]+ ms, handshake [\\d.]+ m?s\\).*");
        }
    }

    @Test
    void lineThatIsBeingTypedStaysWhileMessagesCome() throws Exception {
        try (Tmux terminal = connect("push/200ms", "")) {
            terminal.type("half a line");
            terminal.awaitLine("< tick [3-9] .*");
            terminal.type(" more");
            List<String> screen =
                    terminal.await(lines -> lines.get(lines.size() - 1).equals("> half a line more"));
            assertThat(screen.stream().filter(line -> line.contains("half"))).hasSize(1);
        }
    }

    @Test
    void repliesAreBlueAndTroubleYellowUnlessThereAreToBeNoColors() throws Exception {
        try (Tmux terminal = connect("ws", "")) {
            type(terminal, "/nope");
            type(terminal, "hi");
            terminal.awaitLine("< hello, i am server");
            assertThat(terminal.screenWithColors())
                    .contains("\u001b[34m< hello, i am server", "\u001b[33mthere is no command /nope");
        }
        try (Tmux terminal = connect("ws", "--no-color")) {
            type(terminal, "hi");
            terminal.awaitLine("< hello, i am server");
            assertThat(terminal.screenWithColors()).doesNotContain("\u001b[34m", "\u001b[32m");
        }
    }

    @Test
    void controlCharactersFromTheNetworkAreShownAndDoNothing() throws Exception {
        try (Tmux terminal = connect("echo", "")) {
            type(terminal, "/text before");
            terminal.awaitLine("< before");
            Path evil = Files.writeString(folder.resolve("evil"), "\u001b[2J\u001b]0;title\u0007\rgone\nnext\u009b31m");
            type(terminal, "/textfile " + evil);
            assertThat(terminal.awaitLine(".*next.*"))
                    .contains("< before", "< \\u001b[2J\\u001b]0;title\\u0007", "  gone", "  next\\u009b31m");
        }
    }

    @Test
    void commandsShowBytesPingsStatsHeadersAndHelp() throws Exception {
        try (Tmux terminal = connect("echo", "-P --rtt")) {
            type(terminal, "/binary 00 48 69");
            assertThat(terminal.awaitLine("  00000000 .*"))
                    .anyMatch(line -> line.equals("< binary, 3 bytes"))
                    .anyMatch(line -> line.matches("  00000000  00 48 69 {40} \\|\\.Hi\\|  \\([\\d.]+ ms\\)"));
            type(terminal, "/ping abc");
            assertThat(terminal.awaitLine("Received pong 'abc', round trip [\\d.]+ ms"))
                    .contains("Sent ping 'abc'");
            type(terminal, "/stats");
            terminal.awaitLine("sent {6}1 messages, 3 bytes, \\d+ on the wire");
            type(terminal, "/help");
            terminal.awaitLine("/close \\[CODE \\[WHY]] {3}close: .*");
            type(terminal, "/headers");
            terminal.awaitLine("< Sec-WebSocket-Accept: .*");
        }
    }

    @Test
    void slashIsNothingSpecialIfNotAskedFor() throws Exception {
        try (Tmux terminal = connect("echo", "--no-slash")) {
            type(terminal, "/help");
            terminal.awaitLine("< /help");
        }
    }

    @Test
    void closeCommandClosesWithCodeAndReason() throws Exception {
        try (Tmux terminal = connect("echo", "")) {
            type(terminal, "/close 4000 bye");
            assertThat(terminal.awaitLine("exit 0"))
                    .anyMatch(line -> line.matches("Closed after .*: 4000 \\(private use\\): bye"));
        }
    }

    @Test
    void endOfInputClosesAndCtrlCInterrupts() throws Exception {
        try (Tmux terminal = connect("echo", "")) {
            terminal.press("C-d");
            assertThat(terminal.awaitLine("exit 0"))
                    .anyMatch(line -> line.matches("Closed after .*: 1000 \\(normal closure\\)"));
        }
        try (Tmux terminal = connect("echo", "")) {
            terminal.type("half a line");
            terminal.press("C-c");
            assertThat(terminal.awaitLine("exit 130"))
                    .anyMatch(line -> line.matches("Closed after .*: 1000 \\(normal closure\\)"));
        }
    }

    @Test
    void closeOfTheServerEndsThePromptAndTheTerminalIsAsBefore() throws Exception {
        try (Tmux terminal = Tmux.run(
                folder,
                command(serve.ws("close/1001?reason=bye"), "")
                        + "; echo \"exit $?\"; stty -a | grep -ow '.\\?icanon'")) {
            terminal.awaitLine(">");
            type(terminal, "x");
            assertThat(terminal.awaitLine("exit 5"))
                    .anyMatch(line -> line.matches("Closed by the server after .*: 1001 \\(going away\\): bye"));
            assertThat(terminal.awaitLine(".?icanon")).contains("icanon").noneMatch(line -> line.contains("Exception"));
        }
    }

    @Test
    void historyIsKeptBetweenRunsForItsOwnerOnly() throws Exception {
        try (Tmux terminal = connect("echo", "")) {
            type(terminal, "first");
            type(terminal, " secret");
            terminal.awaitLine("<  secret");
            terminal.press("C-d");
            terminal.awaitLine("exit 0");
        }
        assertThat(Files.readAllLines(history)).containsExactly("first");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        try (Tmux terminal = connect("echo", "")) {
            terminal.press("Up");
            terminal.awaitLine("> first");
            terminal.press("Enter");
            terminal.awaitLine("< first");
        }
    }

    @Test
    void pastedMegabyteOnOneLineArrivesWhole() throws Exception {
        String pasted = "0123456789abcdef".repeat(65_536);
        Path transcript = folder.resolve("transcript");
        try (Tmux terminal = connect("echo", "--save " + transcript)) {
            terminal.paste(
                    Files.writeString(folder.resolve("paste"), pasted.substring(0, pasted.length() - 3) + "END"));
            terminal.await(screen -> screen.get(screen.size() - 1).endsWith("END"));
            terminal.press("Enter");
            terminal.await(screen -> screen.get(screen.size() - 1).equals(">"));
            terminal.press("C-d");
            terminal.awaitLine("exit 0");
        }
        List<String> messages = Files.readAllLines(transcript, StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains("\"event\":\"message\""))
                .toList();
        assertThat(messages).hasSize(2).allMatch(line -> line.contains("\"size\":1048576,") && line.contains("END\""));
    }

    @Test
    void firstMessagesAreFollowedByThePrompt() throws Exception {
        try (Tmux terminal = connect("echo", "-i -x one -x 'two, three'")) {
            terminal.awaitLine("< two, three");
            type(terminal, "four");
            assertThat(terminal.awaitLine("< four")).contains("< one", "< two, three");
        }
    }

    private Tmux connect(String path, String options) throws IOException {
        Tmux terminal = Tmux.run(folder, command(serve.ws(path), options));
        terminal.await(screen -> screen.stream().anyMatch(line -> line.startsWith(">")));
        return terminal;
    }

    private String command(URI uri, String options) {
        return ParleyProcess.JAVA + " -jar " + ParleyProcess.JAR + " connect '" + uri + "' --history " + history + " "
                + options;
    }

    private static void type(Tmux terminal, String line) throws IOException {
        terminal.type(line);
        terminal.press("Enter");
    }
}
