package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.parley.ParleyProcess;
import dev.parley.Ports;
import dev.parley.RawSocket;
import dev.parley.Tmux;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchIT {
    private static ParleyProcess serve;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        serve = ParleyProcess.serve("--max-connections", "0");
    }

    @AfterAll
    static void stop() {
        serve.close();
    }

    private static String ws(String path) {
        return serve.ws(path).toString();
    }

    private static BenchRun bench(String path, String... options) {
        return BenchRun.of(ws(path), options);
    }

    @Test
    void needsNothingButAnAddress() {
        BenchRun run = bench("ws", "-d", "1s");
        assertThat(run.exit()).as(run.toString()).isZero();
        assertThat(run.out().get(0)).isEqualTo(ws("ws"));
        assertThat(run.out().get(1))
                .isEqualTo("  1 message in flight on each connection (closed load), 1s after 2s of warm-up");
        assertThat(run.out().get(2)).isEqualTo("  text of 64 bytes, answered with 'hello, i am server'");
        assertThat(run.line("connections")).matches("connections  10 of 10 opened in .*");
        assertThat(run.out()).contains("             10 open at the end");
        assertThat(run.line("messages")).matches("messages     [\\d,]+ sent, [\\d,]+ answered, [\\d,]+/s in 1.0 s");
        assertThat(run.line("errors")).isEqualTo("errors       none");
        assertThat(run.err()).contains("text of 64 bytes, answered with 'hello, i am server'");
        assertThat(run.err())
                .anyMatch(line -> line.matches("\\d\\.\\d s  10 open  [\\d,]+/s  p50 .* p99 .* 0 errors.*"));
    }

    @Test
    void progressIsOneLineOnATerminalAndGoneAtTheEnd() throws IOException {
        String command = String.join(
                "' '",
                ParleyProcess.command(BenchRun.arguments(ws("echo"), "-d", "4s", "--warm-up", "0"))
                        .command());
        String progress = "\\d\\.\\d s  10 open  .*/s  p50 .* 0 errors.*";
        try (Tmux terminal = Tmux.run(folder, "'" + command + "'")) {
            terminal.awaitLine(progress);
            assertThat(terminal.screen())
                    .filteredOn(line -> line.matches(progress))
                    .hasSize(1);
            terminal.awaitLine("exit 0");
            assertThat(terminal.screen())
                    .noneMatch(line -> line.matches(progress))
                    .anyMatch(line -> line.startsWith("latency, ms"));
        }
    }

    @Test
    void numberOfMessagesIsExact() {
        for (String[] options : new String[][] {{"--in-flight", "3"}, {"--rate", "2000/s"}}) {
            JsonObject report = BenchRun.json(ws("echo"), "-c", "7", "--messages", "1234", options[0], options[1]);
            assertThat(report.get("sent").getAsLong()).isEqualTo(1234);
            assertThat(report.get("replied").getAsLong()).isEqualTo(1234);
        }
    }

    @Test
    void bytesAreThoseOfTheFrames() {
        // RFC 6455 section 5.2: 6 bytes before the 20 of a client's, 2 before the 18 of the reply.
        JsonObject report = BenchRun.json(ws("ws"), "-c", "2", "--messages", "1000", "--size", "20");
        assertThat(report.get("bytes_out").getAsLong()).isEqualTo(26_000);
        assertThat(report.get("bytes_in").getAsLong()).isEqualTo(20_000);
    }

    @Test
    void everyKindOfMessageIsSentAndItsReplyChecked() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines.txt"), "eins\nzwei ä\n\nvier\n");
        for (String[] options : new String[][] {
            {"--binary", "--size", "1000"},
            {"--fragments", "3"},
            {"--fragments", "5", "--size", "2"},
            {"--message", "hello", "--message", "world"},
            {"--message-file", lines.toString()},
            {"--size", "0"},
            {"--size", "200KiB", "--binary"},
            {"--compression", "--size", "2KiB"},
            {"--ping"},
            {"--ping", "--size", "125"}
        }) {
            List<String> all = new ArrayList<>(List.of(options));
            all.addAll(List.of("-c", "3", "--messages", "60", "--threshold", "errors<1"));
            JsonObject report = BenchRun.json(ws("echo"), all.toArray(String[]::new));
            assertThat(report.get("replied").getAsLong()).as(all.toString()).isEqualTo(60);
        }
    }

    @Test
    void thresholdThatIsMissedExitsWith1() {
        BenchRun run = bench("echo", "--messages", "100", "--threshold", "p(99)<1us", "--threshold", "errors<0.1%");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.line("thresholds")).matches("thresholds   ✗ p\\(99\\)<1us  was .* ms");
        assertThat(run.out()).contains("             ✓ errors<0.1%  was 0 %");
    }

    @Test
    void wrongRepliesAreCountedWithAFirstExample() throws IOException {
        byte[] wrong = "wrong".getBytes(StandardCharsets.UTF_8);
        try (ReferenceServer server =
                ReferenceServer.replying((message, count) -> List.of(count % 10 == 9 ? wrong : message))) {
            BenchRun run = BenchRun.of(
                    server.url(), "-c", "1", "--messages", "99", "--size", "4", "--threshold", "errors<10%");
            // The first message of all was the one that found out how the server replies.
            assertThat(run.exit()).as(run.toString()).isEqualTo(1);
            assertThat(run.out())
                    .contains(
                            "             10 x wrong reply, first: connection 0 got 5 bytes 'wrong' for 4 bytes '8bcd'");
        }
    }

    @Test
    void repliesInAnotherOrderAreCounted() throws IOException {
        List<byte[]> kept = new ArrayList<>();
        try (ReferenceServer server = ReferenceServer.replying((message, count) -> {
            // Each pair of messages is answered the other way round, but for the one that finds out.
            if (count == 0) {
                return List.of(message);
            }
            kept.add(message);
            if (kept.size() < 2) {
                return List.of();
            }
            List<byte[]> swapped = List.of(kept.get(1), kept.get(0));
            kept.clear();
            return swapped;
        })) {
            JsonObject report = BenchRun.json(server.url(), "-c", "1", "--in-flight", "2", "--messages", "40");
            assertThat(report.get("replied").getAsLong()).isEqualTo(40);
            assertThat(errors(report)).containsExactly("20 x out of order");
        }
    }

    @Test
    void repliesThatNeverComeAreCounted() throws IOException {
        try (ReferenceServer server =
                ReferenceServer.replying((message, count) -> count % 10 == 9 ? List.of() : List.of(message))) {
            JsonObject report =
                    BenchRun.json(server.url(), "-c", "1", "--rate", "200/s", "--messages", "100", "--drain", "3s");
            assertThat(report.get("sent").getAsLong()).isEqualTo(100);
            assertThat(report.get("replied").getAsLong()).isEqualTo(90);
            assertThat(errors(report)).contains("10 x no reply");
        }
    }

    @Test
    void serverThatStopsAnsweringDoesNotHoldTheEndUp() throws IOException {
        try (ReferenceServer server =
                ReferenceServer.replying((message, count) -> count > 50 ? List.of() : List.of(message))) {
            BenchRun run = BenchRun.of(server.url(), "-c", "2", "--messages", "1000", "--drain", "500ms");
            assertThat(run.out()).anyMatch(line -> line.contains("2 x no reply, first: connection"));
            assertThat(run.out()).anyMatch(line -> line.contains("not sent"));
        }
    }

    @Test
    void highestRateIsFoundAtTheServersCapacity() throws IOException {
        // One message after another on one connection, 10 ms each or more: a hundred a second at the most. At a rate of
        // so
        // many times that, the last message of a second waits 1 s - 1 s / times: 300 ms at 1.43 times.
        try (ReferenceServer server = new ReferenceServer((nowNanos, count) -> nowNanos + 10_000_000)) {
            BenchRun run = BenchRun.of(
                    server.url(),
                    "-c",
                    "1",
                    "--find-rate",
                    "p99<300ms",
                    "--rate",
                    "40/s",
                    "-d",
                    "1s",
                    "--warm-up",
                    "300ms",
                    "--json");
            JsonObject found = run.json().getAsJsonObject("find_rate");
            assertThat(run.exit()).as(run.toString()).isZero();
            assertThat(found.get("rate").getAsDouble()).as(run.toString()).isBetween(40.0, 150.0);
            assertThat(found.getAsJsonArray("steps").size()).isBetween(4, 20);
            assertThat(run.err()).anyMatch(line -> line.matches(" +40/s +40(\\.0)?/s .*  kept"));
            assertThat(run.err()).anyMatch(line -> line.matches(" +160/s .*  not kept: p99<300ms was .*"));
        }
    }

    @Test
    void lateRepliesOfOneStepAreNoneToTheNext() throws IOException {
        // Always the same reply, so that only its place in the order tells what it answers; 50 a second at the most,
        // and
        // asked is eight times that.
        byte[] reply = "yes".getBytes(StandardCharsets.UTF_8);
        try (ReferenceServer server = new ReferenceServer(new ReferenceServer.Rule() {
            @Override
            public long replyNanos(long nowNanos, long count) {
                return nowNanos + 20_000_000;
            }

            @Override
            public List<byte[]> replies(byte[] message, long count) {
                return List.of(reply);
            }
        })) {
            BenchRun run = BenchRun.of(
                    server.url(),
                    "-c",
                    "1",
                    "--find-rate",
                    "p99<400ms",
                    "--rate",
                    "400/s",
                    "-d",
                    "1s",
                    "--warm-up",
                    "100ms",
                    "--drain",
                    "500ms",
                    "--json");
            assertThat(run.json().getAsJsonObject("find_rate").get("rate").getAsDouble())
                    .as(run.toString())
                    .isBetween(20.0, 90.0);
            assertThat(run.json().getAsJsonObject("connections").get("opened").getAsInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void replyThatComesLateSideBySideWithOthersIsAsLateForAToolThatWaits() {
        JsonObject report =
                BenchRun.json(ws("delay/300ms"), "-c", "5", "--rate", "100/s", "-d", "2s", "--warm-up", "500ms");
        // Never less than the server takes, and the naive latency is that of some of the same messages.
        double naive = report.getAsJsonObject("naive_latency_ms").get("p50").getAsDouble();
        assertThat(naive)
                .isBetween(
                        299.0, report.getAsJsonObject("latency_ms").get("max").getAsDouble());
        assertThat(report.getAsJsonObject("latency_ms").get("p50").getAsDouble())
                .isBetween(299.0, 2 * naive);
    }

    @Test
    void connectionsThatOpenSlowlyJoinTheLoadWhenTheyAreOpen() throws Exception {
        // Each handshake takes 400 ms, and the one of the third connection never ends.
        try (SlowHandshakes server = new SlowHandshakes(400, 3)) {
            JsonObject byCount = BenchRun.json(
                    server.url(), "-c", "2", "--ramp-up", "100ms", "--messages", "500", "--expect", "echo");
            assertThat(byCount.get("replied").getAsLong())
                    .as(byCount.toString())
                    .isEqualTo(500);
        }
        try (SlowHandshakes server = new SlowHandshakes(400, 3)) {
            BenchRun run = BenchRun.of(
                    server.url(),
                    "-c",
                    "3",
                    "--ramp-up",
                    "300ms",
                    "--warm-up",
                    "0",
                    "-d",
                    "3s",
                    "--connect-timeout",
                    "5s",
                    "--rate",
                    "300/s",
                    "--json");
            assertThat(run.exit()).as(run.toString()).isZero();
            assertThat(errors(run.json())).containsExactly("1 x timeout");
        }
    }

    @Test
    void whatIsSentAfterTheTimeIsInNoRate() throws IOException {
        AtomicLong firstNanos = new AtomicLong();
        try (ReferenceServer server = new ReferenceServer((nowNanos, count) -> {
            if (count == 0) {
                firstNanos.set(nowNanos);
                return nowNanos;
            }
            return firstNanos.get() + 2_500_000_000L;
        })) {
            // A server that answers nothing in the time: what is due waits, and is sent when it does.
            JsonObject report = BenchRun.json(
                    server.url(),
                    "-c",
                    "1",
                    "--rate",
                    "100/s",
                    "--in-flight",
                    "10",
                    "-d",
                    "1s",
                    "--warm-up",
                    "0",
                    "--expect",
                    "echo");
            assertThat(report.get("sent").getAsLong()).isEqualTo(100);
            assertThat(report.get("replied").getAsLong()).isEqualTo(100);
            assertThat(report.get("sent_after_the_end").getAsLong()).isBetween(85L, 95L);
            assertThat(report.get("sent_per_second").getAsDouble()).isBetween(5.0, 15.0);
        }
    }

    @Test
    void problemsOfTheWarmUpAreToldApart() throws IOException {
        byte[] wrong = "wrong".getBytes(StandardCharsets.UTF_8);
        try (ReferenceServer server =
                ReferenceServer.replying((message, count) -> List.of(count < 51 ? wrong : message))) {
            JsonObject report = BenchRun.json(
                    server.url(),
                    "-c",
                    "1",
                    "--rate",
                    "100/s",
                    "--expect",
                    "echo",
                    "--warm-up",
                    "1s",
                    "-d",
                    "1s",
                    "--threshold",
                    "errors<1");
            assertThat(report.get("errors_of_the_warm_up").getAsLong()).isBetween(50L, 51L);
        }
    }

    @Test
    void serverOfWrongRepliesOnlyGetsAllMessages() throws IOException {
        byte[] wrong = "wrong".getBytes(StandardCharsets.UTF_8);
        try (ReferenceServer server = new ReferenceServer(slowly(2_000_000, wrong))) {
            BenchRun run = BenchRun.of(
                    server.url(), "-c", "1", "--messages", "1000", "--expect", "=right", "--drain", "2s", "--json");
            assertThat(errors(run.json())).containsExactly("1000 x wrong reply");
            assertThat(run.exit()).isEqualTo(1);
        }
    }

    private static ReferenceServer.Rule slowly(long nanos, byte[] reply) {
        return new ReferenceServer.Rule() {
            @Override
            public long replyNanos(long nowNanos, long count) {
                return nowNanos + nanos;
            }

            @Override
            public List<byte[]> replies(byte[] message, long count) {
                return List.of(reply);
            }
        };
    }

    @Test
    void serverThatAnswersNothingExitsWith1() {
        BenchRun run =
                bench("silent", "--expect", "any", "-c", "3", "-d", "500ms", "--warm-up", "200ms", "--drain", "300ms");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).anyMatch(line -> line.matches(" +3 x no reply, first: connection \\d .*"));
    }

    @Test
    void floodingServerIsBorneWithLittleMemory() throws IOException {
        try (ServerSocket listener = RawSocket.listen()) {
            String url = RawSocket.uri(listener).toString();
            ProcessBuilder builder =
                    ParleyProcess.command(BenchRun.arguments(url, "-c", "2", "--idle", "-d", "2s", "--warm-up", "0"));
            builder.command().add(1, "-Xmx40m");
            ParleyProcess process = ParleyProcess.start(builder);
            // The one that finds out, and the two that are held.
            for (int i = 0; i < 3; i++) {
                RawSocket.accept(listener).fill(RawSocket.serverFrame(2, new byte[100]));
            }
            assertThat(process.awaitExit()).as(process.err().toString()).isZero();
            assertThat(process.out()).anyMatch(line -> line.matches(" +[\\d,]{6,} came unasked"));
        }
    }

    @Test
    void idleConnectionsTellHowTheyEnded() {
        try (ParleyProcess strict = ParleyProcess.serve("--idle-timeout", "2s")) {
            BenchRun run = BenchRun.of(strict.ws("ws").toString(), "-c", "20", "--idle", "-d", "15s");
            assertThat(run.exit()).isEqualTo(5);
            assertThat(run.line("connections")).contains("20 of 20 opened");
            assertThat(run.out()).contains("             0 open at the end");
            assertThat(run.out())
                    .anyMatch(line -> line.matches(
                            " +20 ended before that \\(close 1001\\) after ([2-9]|1\\d)\\.\\d+ s on average, .*"));
        }
    }

    @Test
    void idleConnectionsThatLiveAreCountedWithWhatCame() {
        JsonObject report = BenchRun.json(ws("push/100ms"), "-c", "10", "--idle", "-d", "2s");
        assertThat(report.getAsJsonObject("connections").get("open_at_the_end").getAsInt())
                .isEqualTo(10);
        assertThat(report.get("unasked").getAsLong()).isBetween(100L, 250L);
        assertThat(errors(report)).isEmpty();
    }

    @Test
    void slowReaderReadsAtItsRate() {
        JsonObject report = BenchRun.json(
                ws("bytes/20KiB"),
                "-c",
                "2",
                "--in-flight",
                "4",
                "-d",
                "3s",
                "--warm-up",
                "0",
                "--read-rate",
                "200KiB/s",
                "--expect",
                "any");
        double perSecond = report.get("bytes_in").getAsDouble() / 3 / 2;
        // Much less than the server sends, and not much more than the rate.
        assertThat(perSecond).isBetween(50_000.0, 260_000.0);
    }

    @Test
    void refusedConnectionsAreCountedAndTheOthersCarryTheLoad() {
        try (ParleyProcess small = ParleyProcess.serve("--max-connections", "5")) {
            JsonObject report = BenchRun.json(small.ws("ws").toString(), "-c", "8", "--rate", "500/s", "-d", "1s");
            assertThat(errors(report)).containsExactly("3 x handshake 503");
            assertThat(report.get("sent").getAsLong()).isEqualTo(500);
            assertThat(report.getAsJsonObject("connections").get("opened").getAsInt())
                    .isEqualTo(5);
        }
    }

    @Test
    void closeCodesAreCounted() {
        BenchRun run = bench("close/4001?reason=enough", "-c", "3", "-d", "1s", "--expect", "any");
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.out())
                .contains("             3 x close 4001, first: the server closed with 4001 (private use): enough");
    }

    @Test
    void serverThatIsNotThereIsOneLine() {
        BenchRun run = BenchRun.of("ws://127.0.0.1:" + Ports.NOBODY + "/ws");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err())
                .filteredOn(line -> !line.startsWith("note: "))
                .singleElement()
                .asString()
                .matches(
                        "no connection to ws://127.0.0.1:\\d+/ws: 127.0.0.1:\\d+ refused the connection \\(is a server there\\?\\)");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void placeWithoutWebSocketIsOneLine() {
        BenchRun run = bench("nowhere");
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.err())
                .filteredOn(line -> !line.startsWith("note: "))
                .singleElement()
                .asString()
                .startsWith("no WebSocket at " + ws("nowhere") + ": ");
    }

    @Test
    void serverThatNeverRepliesIsExplained() {
        BenchRun run = bench("silent", "--drain", "300ms");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "no reply to a first message within 300ms: give a message that the server answers (--message), or"
                                + " --expect none to send all the same");
        assertThat(bench("silent", "--expect", "none", "--rate", "100/s", "-d", "1s")
                        .line("messages"))
                .matches("messages     100 sent, [\\d.]+/s in 1.0 s.*");
    }

    @Test
    void tooFewOpenFilesAreSaidBeforeItStarts() {
        String command = String.join(
                "' '",
                ParleyProcess.command(BenchRun.arguments(ws("ws"), "-c", "5000"))
                        .command());
        ParleyProcess process =
                ParleyProcess.start(new ProcessBuilder("sh", "-c", "ulimit -n 300; exec '" + command + "'"));
        assertThat(process.awaitExit()).isEqualTo(2);
        assertThat(process.err())
                .anyMatch(line ->
                        line.startsWith("5000 connections need 5100 open files, and this process may have 300: "));
    }

    @Test
    void connectionsComeFromTheAddressesGiven() throws IOException {
        try (ReferenceServer server = new ReferenceServer((nowNanos, count) -> nowNanos)) {
            BenchRun.json(server.url(), "-c", "4", "--messages", "4", "--source-ip", "127.0.0.2,127.0.0.3");
            assertThat(server.peers()).containsOnly("127.0.0.2", "127.0.0.3");
        }
    }

    @Test
    void interruptedRunStillReports() {
        try (ParleyProcess process =
                ParleyProcess.parley(BenchRun.arguments(ws("echo"), "-c", "2", "-d", "60s", "--warm-up", "0"))) {
            process.awaitErr("\\d\\.\\d s .*");
            assertThat(process.interrupt().awaitExit()).isEqualTo(130);
            assertThat(process.out()).contains("errors       none");
            assertThat(process.out())
                    .contains("  interrupted: what follows is what was measured until then")
                    .anyMatch(line ->
                            line.matches("messages     [\\d,]+ sent, [\\d,]+ answered, [\\d,]+/s in \\d+\\.\\d s"));
        }
    }

    @Test
    void interruptIsHeardBeforeTheLoadToo() {
        String soon =
                Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS).toString();
        try (ParleyProcess waiting = ParleyProcess.parley(BenchRun.arguments(ws("echo"), "--start-at", soon))) {
            waiting.awaitErr("begins in .*");
            assertThat(waiting.interrupt().awaitExit()).isEqualTo(130);
            assertThat(waiting.err()).contains("interrupted before the load began");
        }
        try (ParleyProcess warmingUp = ParleyProcess.parley(BenchRun.arguments(
                ws("echo"),
                "--warm-up",
                "60s",
                "--hlog",
                folder.resolve("w.hlog").toString()))) {
            warmingUp.awaitErr("text of 64 bytes, echoed");
            assertThat(warmingUp.interrupt().awaitExit()).isEqualTo(130);
            assertThat(warmingUp.out()).contains("errors       none");
        }
    }

    @Test
    void filesThatCannotBeWrittenAreSaid() {
        String nowhere = folder.resolve("no/such").toString();
        for (String option : List.of("--hlog", "--html")) {
            BenchRun before = BenchRun.of("ws://127.0.0.1:1/", option, nowhere);
            assertThat(before.exit()).isEqualTo(5);
            assertThat(before.err())
                    .containsExactly(option + " " + nowhere + " cannot be written: there is no folder "
                            + folder.resolve("no") + "; make it, or give a file elsewhere");
        }
        BenchRun full = bench("echo", "--messages", "10", "--hlog", "/dev/full");
        assertThat(full.exit()).isEqualTo(5);
        assertThat(full.err()).contains("--hlog /dev/full cannot be written: not all of it; is the disk full?");
        BenchRun page = bench("echo", "--messages", "10", "--html", "/dev/full");
        assertThat(page.exit()).isEqualTo(5);
        assertThat(page.err())
                .contains("--html /dev/full cannot be written: No space left on device; give a file elsewhere");
        ParleyProcess report = ParleyProcess.parley("report", folder.toString());
        assertThat(report.awaitExit()).isEqualTo(2);
    }

    @Test
    void logsOfTwoRunsAreMergedIntoOneReport() {
        String a = folder.resolve("a.hlog").toString();
        String b = folder.resolve("b.hlog").toString();
        String html = folder.resolve("both.html").toString();
        String start =
                Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.SECONDS).toString();
        ParleyProcess first = ParleyProcess.parley(BenchRun.arguments(
                ws("echo"),
                "-c",
                "2",
                "--rate",
                "100/s",
                "-d",
                "2s",
                "--warm-up",
                "0",
                "--hlog",
                a,
                "--start-at",
                start));
        BenchRun second = bench(
                "echo", "-c", "3", "--rate", "50/s", "-d", "2s", "--warm-up", "0", "--hlog", b, "--start-at", start);
        assertThat(first.awaitExit()).isZero();
        assertThat(second.exit()).isZero();
        ParleyProcess report =
                ParleyProcess.parley("report", a, b, "--json", "--html", html, "--threshold", "errors<1");
        assertThat(report.awaitExit()).isZero();
        JsonObject both = com.google.gson.JsonParser.parseString(String.join("\n", report.out()))
                .getAsJsonObject();
        assertThat(both.get("sent").getAsLong()).isEqualTo(300);
        assertThat(both.get("replied").getAsLong()).isEqualTo(300);
        assertThat(both.getAsJsonObject("connections").get("opened").getAsInt()).isEqualTo(5);
        // Both waited for that second, whenever they were started.
        both.getAsJsonArray("runs").forEach(run -> assertThat(
                        Instant.parse(run.getAsJsonObject().get("started").getAsString()))
                .isAfterOrEqualTo(Instant.parse(start)));
        assertThat(Path.of(html)).content().contains("<h1>Load on ", "Latency by percentile");
    }

    @Test
    void logGoesToStdoutForWhoeverCollectsThat() throws IOException {
        BenchRun run = bench("echo", "--messages", "50", "--hlog", "-");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).anyMatch(line -> line.startsWith("messages     50 sent"));
        Path log = Files.write(folder.resolve("stdout.hlog"), run.out());
        ParleyProcess report = ParleyProcess.parley("report", log.toString());
        assertThat(report.awaitExit()).isZero();
        assertThat(report.out()).anyMatch(line -> line.startsWith("messages     50 sent, 50 answered"));
    }

    @Test
    void wrongUsageIsOneLineThatHelps() {
        assertUsage("--connections 0 is out of range: give 1 to 1000000", "-c", "0");
        assertUsage("--messages and --duration both: give one", "--messages", "5", "-d", "1s");
        assertUsage(
                "--idle sends nothing: without --rate, --find-rate, --in-flight, --messages and --ping",
                "--idle",
                "-r",
                "5");
        assertUsage(
                "--ping with 126 bytes: a ping carries at most 125 (RFC 6455 section 5.5)", "--ping", "--size", "126");
        assertUsage("--size, --message and --message-file: give one of them", "--size", "1", "-m", "x");
        assertUsage(
                "--expect none needs --rate: without replies nothing says when to send the next message",
                "--expect",
                "none");
        assertUsage("--expect 'x' is not one of auto, echo, any, none and =TEXT", "--expect", "x");
        assertUsage(
                "--start-at 'soon' is not a time: give one like 2026-11-24T12:00:00Z, or 12:00:30 for today",
                "--start-at",
                "soon");
        ParleyProcess report = ParleyProcess.parley("report", "no-such.hlog");
        assertThat(report.awaitExit()).isEqualTo(2);
        assertThat(report.err())
                .containsExactly("there is no file no-such.hlog (try 'java -jar parley.jar report --help')");
    }

    private static void assertUsage(String line, String... options) {
        BenchRun run = BenchRun.of("ws://127.0.0.1:1/", options);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).containsExactly(line + " (try 'java -jar parley.jar bench --help')");
    }

    private static List<String> errors(JsonObject report) {
        List<String> errors = new ArrayList<>();
        JsonArray kinds = report.getAsJsonObject("errors").getAsJsonArray("kinds");
        kinds.forEach(kind -> errors.add(kind.getAsJsonObject().get("count").getAsLong() + " x "
                + kind.getAsJsonObject().get("kind").getAsString()));
        return errors;
    }
}
