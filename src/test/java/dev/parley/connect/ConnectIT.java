package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.JsonSchemas;
import dev.parley.ParleyProcess;
import dev.parley.Ports;
import dev.parley.RawSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uses {@code connect} as a script does, with Parley's own server or one that is played by hand. */
class ConnectIT {
    private static ParleyProcess serve;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startServer() {
        serve = ParleyProcess.serve("--max-message-bytes", "16MiB");
    }

    @AfterAll
    static void stopServer() {
        serve.close();
    }

    @Test
    void hundredThousandLinesComeBackInOrderAndNoneIsLost() throws Exception {
        String lines = IntStream.range(0, 100_000)
                .mapToObj(number -> "line " + number + " \u6c34\n")
                .collect(Collectors.joining());
        assertComesBack(lines.getBytes(StandardCharsets.UTF_8), "-Xmx64m", "-w", "100000");
    }

    @Test
    void manyTimesTheHeapGoesThroughAsBytes() throws Exception {
        byte[] bytes = new byte[96 * 1024 * 1024];
        new Random(4711).nextBytes(bytes);
        assertComesBack(bytes, "-Xmx48m", "--no-compression", "--encoding", "raw", "--chunk", "1MiB", "-w", "96");
    }

    @Test
    void messagesGoToStdoutAndAllElseToStderr() {
        Outcome outcome = Outcome.ofText("hi\n", ws("ws"), "-w", "1");
        assertThat(outcome.out()).containsExactly("hello, i am server");
        assertThat(outcome.err())
                .containsExactly(
                        "Connected to " + ws("ws")
                                + " (TCP T, handshake T), permessage-deflate;client_max_window_bits=15",
                        "Closed after T: 1000 (normal closure)");
        assertThat(outcome.exitCode()).isZero();
        assertThat(Outcome.ofText("hi\n", ws("ws"), "-w", "1", "-q").err()).isEmpty();
    }

    @Test
    void messagesOfTheCommandLineAreSentAsTheyAreInTheirOrder() {
        Outcome outcome = Outcome.ofText("not read\n", ws("echo"), "-x", "a,b", "-x", "", "-x", "/ping \\n", "-w", "3");
        assertThat(outcome.out()).containsExactly("a,b", "", "/ping \\n");
        assertThat(Outcome.ofText("then stdin\n", ws("echo"), "-x", "first", "-i", "-w", "2")
                        .out())
                .containsExactly("first", "then stdin");
    }

    @Test
    void repliesThatComeWithinTheWaitArePrintedHoweverFastStdinEnds() {
        assertThat(Outcome.ofText("one\ntwo", ws("delay/300ms"), "-w", "2").out())
                .containsExactly("hello, i am server", "hello, i am server");
        assertThat(Outcome.ofText("one", ws("delay/300ms"), "-w", "1s").out()).containsExactly("hello, i am server");
    }

    @ParameterizedTest
    @CsvSource({
        "push/50ms,                  3,            0",
        "push/50ms,                  /^tick 5 /,   0",
        "silent,                     100ms,        0",
        "close/1000?on=open,         close,        0",
        "close/1001?on=open,         close,        5",
        "close/1000?on=open,         1,            1",
        "close/1000?on=open,         /never/,      1"
    })
    void waitEndsWithWhatItWaitsFor(String path, String wait, int exitCode) {
        Outcome outcome = Outcome.of(ws(path), "-w", wait);
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(exitCode);
        if (wait.equals("3")) {
            assertThat(outcome.out())
                    .hasSizeGreaterThanOrEqualTo(3)
                    .first()
                    .asString()
                    .startsWith("tick 1 ");
        }
    }

    @Test
    void whatDoesNotComeInTimeIsExitCode1() {
        Outcome outcome = Outcome.of(ws("silent"), "-x", "hi", "-w", "1", "--timeout", "200ms", "-q");
        assertThat(outcome.err()).containsExactly("what was waited for did not come within 200ms (--timeout)");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void serverIsHeldUpWhileStdoutIsNotRead() throws Exception {
        try (ServerSocket listener = RawSocket.listen()) {
            ProcessBuilder command =
                    ParleyProcess.command("connect", RawSocket.uri(listener).toString(), "-w", "close", "-q");
            // Not by ParleyProcess, which reads.
            Process connect =
                    command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (RawSocket server = RawSocket.accept(listener)) {
                byte[] message = new byte[4 + 10_000];
                message[0] = (byte) 0x81;
                message[1] = 126;
                message[2] = 10_000 >> 8;
                message[3] = 10_000 & 0xFF;
                AtomicLong written = server.fill(message);
                AtomicLong before = new AtomicLong();
                Awaitility.await().pollInterval(Duration.ofMillis(500)).until(() -> {
                    long now = written.get();
                    return now > 0 && before.getAndSet(now) == now;
                });
                assertThat(written.get()).isBetween(100L, 2_500L);
            } finally {
                connect.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void messageThatWaitsForAConnectionIsSaidWhenThereIsNone() throws IOException {
        int port = Ports.free();
        ProcessBuilder command =
                ParleyProcess.command("connect", "127.0.0.1:" + port, "--reconnect", "1", "--reconnect-max", "2s");
        ParleyProcess connect;
        try (ServerSocket listener = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            connect = ParleyProcess.startWithOpenStdin(command);
            try (RawSocket first = RawSocket.accept(listener)) {
                connect.awaitErr("Connected to .*");
                first.reset();
            }
        }
        try (connect) {
            connect.awaitErr("Reconnecting in .*");
            connect.type("never sent");
            assertThat(connect.awaitExit()).isEqualTo(3);
            assertThat(connect.err()).endsWith("1 message was read and not sent", "the input was not read to its end");
        }
    }

    @Test
    void inputThatFailsInAnyWayEndsTheSession() throws IOException {
        Path transcript = Files.writeString(
                folder.resolve("t"), "{\"event\":\"message\",\"time\":\"2026-01-01T00:00:00Z\",\"direction\":null}\n");
        Outcome outcome = Outcome.of(ws("echo"), "--replay", transcript.toString(), "-q");
        assertThat(outcome.err()).hasSize(1).first().asString().contains("line 1 is not an event of a transcript");
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void floodOfMessagesDoesNotPutTheTimeoutOff() throws IOException {
        try (ServerSocket listener = RawSocket.listen()) {
            ProcessBuilder command = ParleyProcess.command(
                            "connect", RawSocket.uri(listener).toString(), "-w", "close", "--timeout", "500ms")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            try (ParleyProcess connect = ParleyProcess.start(command);
                    RawSocket server = RawSocket.accept(listener)) {
                server.fill(new byte[] {(byte) 0x81, 0});
                assertThat(server.readCloseFrame().closeCode()).isEqualTo(1000);
                server.reset();
                connect.awaitExit();
                assertThat(connect.err()).contains("what was waited for did not come within 500ms (--timeout)");
            }
        }
    }

    @Test
    void timeoutCountsAlsoWhileTheServerReadsNothing() throws IOException {
        try (ServerSocket listener = RawSocket.listen()) {
            ProcessBuilder command = ParleyProcess.command(
                    "connect", RawSocket.uri(listener).toString(), "--encoding", "raw", "--timeout", "100ms");
            try (ParleyProcess connect = ParleyProcess.start(command, new byte[4 * 1024 * 1024]);
                    RawSocket server = RawSocket.accept(listener)) {
                assertThat(connect.awaitExit()).isEqualTo(1);
                assertThat(connect.err())
                        .contains("what was waited for did not come within 100ms (--timeout)")
                        .last()
                        .asString()
                        .matches("(\\d+ messages? (was|were) read and not sent|the input was not read to its end)");
                server.reset();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-b,                'hi',        6869",
        "-b --encoding hex, '00 ff 41',  00ff41",
        "-b --encoding base64, 'AP9B',   AP9B"
    })
    void bytesAreWrittenOnALine(String options, String line, String back) {
        String[] arguments = (ws("echo") + " -w 1 " + options).split(" ");
        assertThat(Outcome.ofText(line + "\n", arguments).out()).containsExactly(back);
    }

    @Test
    void lineThatIsNotInTheEncodingFailsTheScript() {
        Outcome outcome = Outcome.ofText("zz\n", ws("echo"), "-q", "-b", "--encoding", "hex", "-w", "1");
        assertThat(outcome.err()).containsExactly("'zz' is not hex: give two digits for each byte, like 48 69");
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void commandsWorkInAScriptThatAsksForThem() throws IOException {
        Path file = Files.write(folder.resolve("three"), new byte[] {1, 2, 3});
        Outcome outcome = Outcome.ofText(
                "/file " + file + "\n//one\n/close 4001 done\n", ws("echo"), "--slash", "-P", "-w", "close");
        assertThat(outcome.err()).last().isEqualTo("Closed after T: 4001 (private use): done");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void pingsAreShownWithTheirRoundTrip() {
        Outcome outcome = Outcome.of(ws("silent"), "--slash", "-x", "/ping é", "-P", "-w", "500ms");
        assertThat(outcome.err()).contains("Sent ping 'é'", "Received pong 'é', round trip T");
    }

    @Test
    void everyEventIsALineOfJson() {
        Outcome outcome = Outcome.of(ws("echo"), "-x", "a\nb", "-w", "1", "--json", "-q");
        assertThat(outcome.out()).hasSize(5).allSatisfy(line -> JsonSchemas.assertValid("connect", line));
        assertThat(outcome.out().get(0))
                .startsWith("{\"event\":\"start\",")
                .contains("\"version\":\"" + System.getProperty("project.version") + "\"");
        assertThat(outcome.out().get(1)).startsWith("{\"event\":\"open\",").contains("\"url\":\"" + ws("echo") + "\"");
        assertThat(outcome.out().get(2)).contains("\"direction\":\"out\"", "\"text\":\"a\\nb\"");
        assertThat(outcome.out().get(3)).contains("\"direction\":\"in\"", "\"text\":\"a\\nb\"", "\"round_trip_ms\":");
        assertThat(outcome.out().get(4)).contains("\"event\":\"close\"", "\"code\":1000", "\"by\":\"client\"");
    }

    @Test
    void transcriptIsReplayedAtItsTimes() throws IOException {
        Path transcript = folder.resolve("transcript");
        Outcome.ofText("one\ntwo\n", ws("echo"), "-w", "2", "--save", transcript.toString());
        assertThat(Files.readAllLines(transcript)).hasSize(7);
        Outcome again = Outcome.of(ws("echo"), "--replay", transcript.toString(), "-w", "2");
        assertThat(again.out()).containsExactly("one", "two");
        Files.writeString(transcript, "nothing of the kind\n");
        Outcome broken = Outcome.of(ws("echo"), "--replay", transcript.toString(), "-q");
        assertThat(broken.err())
                .containsExactly("the input cannot be read: " + transcript
                        + " line 1 is not an event of a transcript: save one with --save");
        assertThat(broken.exitCode()).isEqualTo(2);
    }

    @Test
    void verboseShowsStepsAndHandshakeAsCurlDoesAndNoSecret() {
        Outcome outcome = Outcome.of(ws("ws"), "-x", "hi", "-w", "1", "-v", "--auth", "me:secret", "-H", "X-One: a, b");
        assertThat(outcome.err())
                .contains("> GET /ws HTTP/1.1", "> Authorization: …", "> X-One: a, b", "< Upgrade: websocket")
                .anyMatch(line -> line.matches("\\* TCP 127\\.0\\.0\\.1:\\d+ \\(T\\)"))
                .noneMatch(line -> line.contains("bWU6c2VjcmV0"));
    }

    @Test
    void headersCookiesAndCredentialsArriveAsGiven() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "t0ken\n");
        Path headers = Files.writeString(folder.resolve("headers"), "X-File: 1\n\nX-More: 2\n");
        String request = Outcome.in(
                        Map.of("COOKIE", "b=2"),
                        ws("request"),
                        "-H",
                        "X-Twice: 1",
                        "-H",
                        "X-Twice: 2",
                        "-H",
                        "@" + headers,
                        "--host",
                        "other.example:99",
                        "-o",
                        "https://page.example",
                        "-s",
                        "chat,news",
                        "--cookie",
                        "a=1",
                        "--cookie",
                        "env:COOKIE",
                        "--bearer",
                        "@" + token,
                        "-w",
                        "1")
                .out()
                .get(0);
        assertThat(request)
                .contains(
                        "other.example:99",
                        "https://page.example",
                        "a=1; b=2",
                        "Bearer t0ken",
                        "\"subprotocol\":\"chat\"")
                .containsIgnoringCase("x-twice")
                .containsIgnoringCase("x-more");
    }

    @Test
    void missingSecretIsSaid() {
        Outcome outcome = Outcome.of(ws("ws"), "--bearer", "env:PARLEY_NO_SUCH");
        assertThat(outcome.err())
                .containsExactly("--bearer env:PARLEY_NO_SUCH: there is no environment variable PARLEY_NO_SUCH"
                        + " (try 'java -jar parley.jar connect --help')");
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -w soon                | Invalid value for option '--wait': 'soon' is not something to wait for: give a number of messages (3), a duration (2s), a pattern (/done/) or close
                    -b -t                  | --binary and --text both: give one
                    --connect-timeout 0    | --connect-timeout 0 is too short: give one like 10s
                    --ca /no/such.pem      | --ca /no/such.pem: the file cannot be read
                    --key x                | --key without --cert: a key alone is no certificate
                    -H nonsense            | 'nonsense' is not a header: give one like 'Name: value'
                    --proxy ftp://x        | 'ftp://x' is not a proxy: give one like http://proxy.example.com:3128 or socks5://127.0.0.1:1080
                    --encoding rot13       | Invalid value for option '--encoding': 'rot13' is not one of hex, base64 and raw
                    """)
    void wrongUsageIsOneLineAndExitCode2(String options, String line) {
        Outcome outcome = Outcome.of((ws("ws") + " " + options).split(" "));
        assertThat(outcome.err()).containsExactly(line + " (try 'java -jar parley.jar connect --help')");
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void noServerIsExitCode3() throws IOException {
        int port = Ports.free();
        Outcome outcome = Outcome.of("127.0.0.1:" + port);
        assertThat(outcome.err())
                .containsExactly("cannot connect to ws://127.0.0.1:" + port + "/: 127.0.0.1:" + port
                        + " refused the connection; is the server running?");
        assertThat(outcome.exitCode()).isEqualTo(3);
    }

    @Test
    void pageInPlaceOfAWebSocketIsExitCode4() {
        Outcome outcome = Outcome.of(ws("nope"));
        assertThat(outcome.err())
                .first()
                .isEqualTo("no WebSocket at " + ws("nope")
                        + ": the server answered HTTP 404, a WebSocket endpoint answers 101; is the path right?");
        assertThat(outcome.err())
                .contains("< X-Frame-Options: DENY")
                .anyMatch(line -> line.startsWith("< 404 nothing"));
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void messageOverTheLimitClosesWith1009AndExitCode5() {
        Outcome outcome = Outcome.of(ws("bytes/2KiB"), "-x", "hi", "-w", "1", "--max-message-bytes", "1KiB");
        assertThat(outcome.err())
                .last()
                .isEqualTo(
                        "Failed after T, closed with 1009 (message too big): a message is longer than 1024 bytes; take"
                                + " longer ones with --max-message-bytes");
        assertThat(outcome.exitCode()).isEqualTo(5);
    }

    @Test
    void lostConnectionIsMadeAnewAndWhatWasNotSentIsSentThen() throws IOException {
        try (ServerSocket listener = RawSocket.listen()) {
            ProcessBuilder command = ParleyProcess.command(
                    "connect", RawSocket.uri(listener).toString(), "--reconnect", "-w", "2", "--no-compression");
            try (ParleyProcess connect = ParleyProcess.startWithOpenStdin(command)) {
                try (RawSocket first = RawSocket.accept(listener)) {
                    connect.awaitErr("Connected to .*");
                    first.reset();
                }
                connect.awaitErr("Reconnecting in .* \\(try 1\\)");
                connect.type("while it was away");
                connect.type("and more");
                try (RawSocket second = RawSocket.accept(listener)) {
                    assertThat(second.readFrame().text()).isEqualTo("while it was away");
                    assertThat(second.readFrame().text()).isEqualTo("and more");
                }
            }
        }
    }

    @Test
    void reconnectingEndsAfterTheTries() throws IOException {
        Outcome outcome =
                Outcome.of("127.0.0.1:" + Ports.free(), "-x", "hi", "--reconnect", "2", "--reconnect-max", "10ms");
        assertThat(outcome.err())
                .filteredOn(line -> line.startsWith("cannot connect"))
                .hasSize(3);
        assertThat(outcome.exitCode()).isEqualTo(3);
    }

    @Test
    void messagesThatNeverReachedTheNetworkAreSaid() throws IOException {
        try (ServerSocket listener = RawSocket.listen()) {
            byte[] much = new byte[32 * 1024 * 1024];
            ProcessBuilder command = ParleyProcess.command(
                    "connect", RawSocket.uri(listener).toString(), "--encoding", "raw", "--chunk", "16MiB");
            try (ParleyProcess connect = ParleyProcess.start(command, much)) {
                try (RawSocket server = RawSocket.accept(listener)) {
                    // The first is on its way, and too long to be there at once.
                    assertThat(server.readByte()).isEqualTo(0x82);
                    server.reset();
                }
                assertThat(connect.awaitExit()).isEqualTo(5);
                assertThat(connect.err().get(1)).startsWith("Lost after ").contains("(RST: ");
                assertThat(connect.err())
                        .anyMatch(line -> line.matches("(1 message was|2 messages were) read and not sent"))
                        .last()
                        .isEqualTo("the input was not read to its end");
            }
        }
    }

    @Test
    void peerThatDoesNotAnswerPingsIsCut() throws IOException {
        try (ServerSocket listener = RawSocket.listen()) {
            ProcessBuilder command = ParleyProcess.command(
                    "connect",
                    RawSocket.uri(listener).toString(),
                    "--ping-interval",
                    "100ms",
                    "--ping-timeout",
                    "300ms",
                    "-w",
                    "close");
            try (ParleyProcess connect = ParleyProcess.start(command);
                    RawSocket server = RawSocket.accept(listener)) {
                assertThat(server.readFrame().text()).isEqualTo("parley 1");
                assertThat(connect.awaitExit()).isEqualTo(5);
                assertThat(connect.err()).contains("no pong within 300ms (--ping-timeout)");
            }
        }
    }

    @Test
    void nothingIsPingedUnlessAskedFor() throws IOException {
        try (ServerSocket listener = RawSocket.listen()) {
            ProcessBuilder command =
                    ParleyProcess.command("connect", RawSocket.uri(listener).toString(), "-w", "1s");
            try (ParleyProcess connect = ParleyProcess.start(command);
                    RawSocket server = RawSocket.accept(listener)) {
                assertThat(server.readFrame().opcode()).isEqualTo(RawSocket.Frame.CLOSE);
                server.write(new byte[] {(byte) 0x88, 2, 3, (byte) 0xE8});
                assertThat(connect.awaitExit()).isZero();
            }
        }
    }

    @Test
    void sigtermClosesInOrder() throws IOException {
        try (ServerSocket listener = RawSocket.listen()) {
            ProcessBuilder command =
                    ParleyProcess.command("connect", RawSocket.uri(listener).toString(), "-w", "close");
            try (ParleyProcess connect = ParleyProcess.start(command);
                    RawSocket server = RawSocket.accept(listener)) {
                connect.awaitErr("Connected to .*");
                connect.terminate();
                assertThat(server.readCloseFrame().closeCode()).isEqualTo(1000);
                server.write(new byte[] {(byte) 0x88, 2, 3, (byte) 0xE8});
                connect.awaitErr("Closed after .*: 1000 \\(normal closure\\)");
            }
        }
    }

    @Test
    void controlCharactersReachAFileAsTheyCameAndAnErrorLineEscaped() {
        Outcome outcome = Outcome.of(ws("echo"), "-x", "a\u001b[31m\tb", "-w", "1");
        assertThat(outcome.out()).containsExactly("a\u001b[31m\tb");
        assertThat(Outcome.of(ws("close/4000?reason=%1b%5b31m&on=open"), "-w", "close")
                        .err())
                .noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void jsonMessagesAreLaidOutIfAskedFor() {
        assertThat(Outcome.of(ws("echo"), "-x", "{\"a\":1}", "-x", "no json", "--pretty", "-w", "2")
                        .out())
                .containsExactly("{", "  \"a\": 1", "}", "no json");
    }

    private void assertComesBack(byte[] bytes, String heap, String... options) throws Exception {
        Path in = Files.write(folder.resolve("in"), bytes);
        Path out = folder.resolve("out");
        ProcessBuilder command = ParleyProcess.command("connect", ws("echo"), "-q")
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile());
        command.command().add(1, heap);
        command.command().addAll(List.of(options));
        try (ParleyProcess connect = ParleyProcess.start(command)) {
            assertThat(connect.awaitExit(Duration.ofSeconds(60)))
                    .as(connect.err().toString())
                    .isZero();
            assertThat(Files.mismatch(in, out)).isEqualTo(-1);
            assertThat(connect.err()).isEmpty();
        }
    }

    private static String ws(String path) {
        return serve.ws("") + path;
    }
}
