package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.parley.Installed;
import dev.parley.ParleyProcess;
import dev.parley.Ports;
import dev.parley.TestMetrics;
import dev.parley.Tmux;
import dev.parley.check.hops.BrokenServer;
import dev.parley.check.hops.FrameFaults;
import dev.parley.check.hops.HandshakeFaults;
import dev.parley.check.hops.Nginx;
import dev.parley.check.hops.Relay;
import dev.parley.check.hops.RunningHop;
import dev.parley.check.hops.TimeFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Runs the command as a user does: options, reports, exit codes. What the checks find is {@link CheckTableIT}'s affair. */
class CheckIT {
    @TempDir
    private static Path folder;

    private static ParleyProcess server;

    @BeforeAll
    static void startServer() {
        server = ParleyProcess.serve();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void withoutAUrlTheServerOfServeIsCheckedAndIsFine() {
        // Not --fast, which leaves out on a slow machine what there is no time for.
        CheckRun run = CheckRun.of("--idle", "2s").assertExit(0);
        assertThat(run.err())
                .singleElement()
                .asString()
                .matches(
                        "checking ws://127.0.0.1:\\d+/ws: 12 checks, up to 50 connections at once and about \\d+ in all, messages up to 16.0 MiB,"
                                + " idle connections watched for 2s beside some with a message or ping a second; about 8 s");
        assertThat(run.out()).first().asString().matches("ws://127.0.0.1:\\d+/ws");
        assertThat(run.out()).last().isEqualTo("WebSocket works on this path: all 12 checks are ok.");
        for (Check check : Check.values()) {
            assertThat(run.out()).anyMatch(line -> line.startsWith("ok       " + check.title() + ": "));
        }
    }

    @Test
    void fastTakesLessThanTenSeconds() {
        assertThat(CheckRun.json(ws())
                        .assertExit(0)
                        .json()
                        .get("duration_seconds")
                        .getAsDouble())
                .isLessThan(10);
    }

    @Test
    void fastHasTimeForAllCasesOfTheProtocol() {
        JsonObject protocol =
                CheckRun.json(ws(), "--only", "protocol").assertExit(0).json(Check.PROTOCOL);
        assertThat(protocol.get("finished").getAsBoolean()).isTrue();
        assertThat(protocol.get("summary").getAsString()).startsWith("133 of 140 cases handled as RFC 6455 requires");
    }

    @Test
    void fastIsOverInTimeOnASlowPathToo() {
        try (Relay slow = Relay.delaying(server.ws("ws").getPort(), Duration.ofMillis(150))) {
            CheckRun run = CheckRun.json(slow.ws("ws")).assertExit(0);
            assertThat(run.json(Check.HANDSHAKE).get("verdict").getAsString()).isEqualTo("ok");
            assertThat(run.json(Check.MESSAGES).get("verdict").getAsString()).isEqualTo("ok");
            assertThat(run.json(Check.PROTOCOL).get("finished").getAsBoolean()).isFalse();
            assertThat(run.json(Check.PROTOCOL).get("summary").getAsString())
                    .endsWith("no time was left of the 9s that --fast has");
        }
    }

    @Test
    void fastTellsWhatWasFoundBeforeTheTimeWasUp() {
        try (BrokenServer broken = BrokenServer.with(FrameFaults::ignoresControlFrames)) {
            CheckRun run = CheckRun.json(broken.ws("echo"), "--only", "close").assertExit(1);
            JsonObject close = run.json(Check.CLOSE);
            assertThat(close.get("summary").getAsString())
                    .startsWith("a ping is not answered within 3")
                    .endsWith("; not finished: no time was left of the 9s that --fast has");
            assertThat(close.get("finished").getAsBoolean()).isFalse();
        }
    }

    @Test
    void fastIsNotGreenWithoutASingleMessage() {
        // No message can have come back before 12 s, however fast the machine is; and a handshake has 3 s.
        try (BrokenServer slow = BrokenServer.with(
                () -> TimeFaults.agreesAndAnswersAfter(Duration.ofMillis(1_500), Duration.ofMillis(2_500)))) {
            CheckRun run = CheckRun.of(slow.ws("echo"), "--fast", "--quiet").assertExit(1);
            assertThat(run.text())
                    .startsWith(
                            "unfinished " + slow.ws("echo") + ": messages: no time was left of the 9s that --fast has")
                    // What needs no message may have had its turn, or not.
                    .containsPattern("; not finished: (changes, )?messages, close, compression, ");
        }
    }

    @Test
    void fastIsFastWhereARefusalTakesItsTime() {
        try (BrokenServer slow = BrokenServer.with(() -> TimeFaults.refusesAfter(Duration.ofMillis(2_500)))) {
            CheckRun run = CheckRun.json(slow.ws("echo")).assertExit(4);
            assertThat(run.json(Check.HANDSHAKE).toString())
                    .contains("HTTP 403")
                    .contains("not tried, because time was up: ");
        }
    }

    @Test
    void fewConnectionsAreNoFaultOfMessagesOrCloses() {
        try (ParleyProcess small = ParleyProcess.serve("--max-connections", "3")) {
            CheckRun run = CheckRun.of(small.ws("ws").toString(), "--only", "messages,close")
                    .assertExit(0);
            assertThat(run.text().replaceAll("\\s+", " "))
                    .contains("ok Messages: 8 kinds of messages come back as they were")
                    .contains("1000, 1001, 3000, 4000 from here are answered alike, and from the server arrive");
        }
    }

    @Test
    void quietIsOneLineForAProbe() throws IOException {
        // Not --fast, which leaves out on a slow machine what there is no time for.
        CheckRun well = CheckRun.of(ws(), "--idle", "2s", "--quiet").assertExit(0);
        assertThat(well.out()).containsExactly("ok " + ws() + ": 12 checks");
        assertThat(well.err()).isEmpty();
        String nobody = "ws://127.0.0.1:" + Ports.NOBODY + "/ws";
        CheckRun dead = CheckRun.of(nobody, "--fast", "--quiet").assertExit(3);
        assertThat(dead.out())
                .singleElement()
                .asString()
                .startsWith("failed " + nobody + ": reach: 127.0.0.1:1 refused the connection");
        assertThat(dead.err()).isEmpty();
    }

    @Test
    void exitCodeSaysHowFarItCame() {
        CheckRun.of(server.http("hello").toString().replace("http", "ws"), "--only", "handshake")
                .assertExit(4);
        try (BrokenServer broken = BrokenServer.with(FrameFaults::ignoresPings)) {
            CheckRun.of(broken.ws("echo"), "--fast", "--only", "close,messages").assertExit(1);
        }
        try (BrokenServer broken = BrokenServer.with(HandshakeFaults::wrongAcceptKey)) {
            CheckRun.of(broken.ws("echo"), "--fast").assertExit(4);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --only idle,ping                   | there is no check 'ping': give some of reach,handshake,changes,messages,close,compression,pushes,sizes,idle,connections,long-calls,protocol
            --only idle --skip idle            | --skip leaves no check to do
            --fail-on ok                       | --fail-on 'ok' is not a verdict to fail on: give failed or warning
            --quiet --json                     | --quiet and --json both: give one
            --connections 0                    | --connections 0 is too few: give at least 1
            --idle 500ms                       | --idle is too short to see anything: give at least 1s
            --baseline ftp://x                 | 'ftp://x' is not a WebSocket URL
            """)
    void wrongUsageIsOneLine(String options, String line) {
        List<String> arguments = new ArrayList<>(List.of(ws()));
        arguments.addAll(List.of(options.split(" ")));
        CheckRun run = CheckRun.of(arguments.toArray(String[]::new)).assertExit(2);
        assertThat(run.err()).singleElement().asString().startsWith(line);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aReportThatCannotBeWrittenIsSaidBeforeAnythingIsDone() {
        CheckRun page = CheckRun.of(ws(), "--html", "/nowhere/at/all.html").assertExit(5);
        assertThat(page.err())
                .containsExactly(
                        "--html /nowhere/at/all.html cannot be written: there is no folder /nowhere/at; make it,"
                                + " or give a file elsewhere");
        CheckRun junit = CheckRun.of(ws(), "--junit", "/").assertExit(5);
        assertThat(junit.err()).containsExactly("--junit / cannot be written: it is a folder; give a file in it");
        assertThat(junit.out()).isEmpty();
    }

    @Test
    void warningsFailIfAskedTo() throws Exception {
        Path junit = folder.resolve("warning.xml");
        try (ParleyProcess small = ParleyProcess.serve("--max-message-bytes", "10000")) {
            String[] sizes = {small.ws("ws").toString(), "--only", "sizes", "--quiet", "--junit", junit.toString()};
            CheckRun.of(sizes).assertExit(0);
            assertThat(Files.readString(junit)).contains("failures=\"0\"");
            List<String> strict = new ArrayList<>(List.of(sizes));
            strict.addAll(List.of("--fail-on", "warning"));
            assertThat(CheckRun.of(strict.toArray(String[]::new)).assertExit(1).text())
                    .startsWith("warning " + small.ws("ws") + ": sizes: the longest message that is taken has");
            assertThat(Files.readString(junit)).contains("failures=\"1\"").contains("type=\"warning\"");
        }
    }

    @Test
    void whatEndsWithTheServerIsNoTimeout() {
        try (ParleyProcess ending = ParleyProcess.serve();
                ParleyProcess run = ParleyProcess.parley(
                        CheckRun.all(ending.ws("ws").toString(), "--only", "idle,connections", "--idle", "20s"))) {
            awaitIdleWatch(ending, 0);
            ending.terminate().awaitExit();
            assertThat(run.awaitExit(Duration.ofSeconds(40))).isEqualTo(1);
            String text = String.join(" ", run.out()).replaceAll(" +", " ");
            assertThat(text)
                    .containsPattern(
                            "failed Idle: all 6 connections ended after .* \\(close 1001 \\(going away\\): server is"
                                    + " stopping\\), and no new one can be opened")
                    .contains("failed Connections: no connection can be opened any more");
        }
    }

    @Test
    void onlyAndSkipChoose() {
        assertThat(ids(CheckRun.json(ws(), "--only", "sizes,reach"))).containsExactly("reach", "sizes");
        assertThat(ids(CheckRun.json(ws(), "--skip", "idle,long-calls,protocol,connections,pushes")))
                .containsExactly("reach", "handshake", "changes", "messages", "close", "compression", "sizes");
    }

    @Test
    void reportsForMachinesAndTicketsAreWritten() throws Exception {
        Path junit = folder.resolve("check.xml");
        Path html = folder.resolve("check.html");
        try (BrokenServer broken = BrokenServer.with(FrameFaults::flipsABit)) {
            CheckRun run = CheckRun.of(
                            broken.ws("echo"),
                            "--fast",
                            "--only",
                            "reach,messages,pushes",
                            "--junit",
                            junit.toString(),
                            "--html",
                            html.toString())
                    .assertExit(1);
            assertThat(run.text()).contains("failed   Messages: text: ");
        }
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        assertThat(((Element) xml.getElementsByTagName("failure").item(0)).getAttribute("message"))
                .contains("different from byte");
        assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(1);
        assertThat(Files.readString(html)).contains("different from byte").doesNotContain("<script");
    }

    @Test
    void hopIsIsolatedByABaseline() {
        Installed.orSkip("nginx-light", Path.of("/usr/sbin/nginx"));
        try (RunningHop nginx = Nginx.withReadTimeout(folder, server.ws("").getPort(), Duration.ofSeconds(2))) {
            CheckRun run = CheckRun.of(nginx.ws("ws"), "--baseline", ws(), "--only", "messages,idle", "--idle", "4s")
                    .assertExit(0);
            assertThat(run.text())
                    .contains("through the path")
                    .contains("directly")
                    .contains("a silent connection is cut after ")
                    .containsPattern("(?s)the\\s+hop\\s+in\\s+between\\s+does\\s+this");
            assertThat(run.out()).anyMatch(line -> line.startsWith("ok") && line.contains("Messages"));
        }
    }

    @Test
    void secretsAreInNoReport() throws IOException {
        Path junit = folder.resolve("secret.xml");
        Path html = folder.resolve("secret.html");
        List<String> arguments = List.of(
                ws() + "?token=T0PS3CR3T",
                "--auth",
                "user:P4SSW0RD",
                "--cookie",
                "sid=C00K1EVALUE",
                "-H",
                "X-Api-Key: K3YK3YK3Y",
                "--fast",
                "--only",
                "reach,handshake,changes",
                "--junit",
                junit.toString(),
                "--html",
                html.toString());
        for (String form : List.of("--verbose-text", "--json", "--quiet")) {
            List<String> all = new ArrayList<>(arguments);
            if (!form.equals("--verbose-text")) {
                all.add(form);
            }
            CheckRun run = CheckRun.of(all.toArray(String[]::new)).assertExit(0);
            String everything = run + Files.readString(junit) + Files.readString(html);
            assertThat(everything)
                    .contains("token=…")
                    .doesNotContain("T0PS3CR3T", "P4SSW0RD", "dXNlcjpQNFNTVzBSRA", "C00K1EVALUE", "K3YK3YK3Y");
        }
    }

    @Test
    void anotherMachineGetsNoMoreThanAFewBrowsersWouldDo() throws IOException {
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 elsewhere.example\n");
        String there = ws().replace("127.0.0.1", "elsewhere.example");
        Map<String, Double> before = metrics();
        ProcessBuilder builder = ParleyProcess.command(CheckRun.all(there, "--fast", "--json"));
        builder.command().add(1, "-Djdk.net.hosts.file=" + hosts);
        CheckRun run = CheckRun.of(builder).assertExit(0);
        assertThat(run.err().get(0))
                .endsWith("; no more than a few browsers would do, because it is another machine"
                        + " (--intensive does more)");
        assertThat(run.json(Check.PROTOCOL).get("verdict").getAsString()).isEqualTo("skipped");
        assertThat(run.json(Check.CONNECTIONS)
                        .getAsJsonObject("figures")
                        .get("wanted")
                        .getAsInt())
                .isEqualTo(10);
        assertThat(run.json(Check.SIZES)
                        .getAsJsonObject("figures")
                        .get("taken_bytes")
                        .getAsInt())
                .isEqualTo(1024 * 1024);
        assertThat(metrics().getOrDefault("parley_connections_refused_total{reason=\"handshake\"}", 0.0))
                .as("no broken request")
                .isEqualTo(before.getOrDefault("parley_connections_refused_total{reason=\"handshake\"}", 0.0));
        ProcessBuilder many = ParleyProcess.command(CheckRun.all(there, "--connections", "50"));
        many.command().add(1, "-Djdk.net.hosts.file=" + hosts);
        assertThat(CheckRun.of(many).assertExit(2).err())
                .singleElement()
                .asString()
                .startsWith("--connections 50 to another machine needs --intensive");
    }

    @Test
    void interruptedItPrintsWhatThereIs() {
        double before = messagesToSilent(server);
        try (ParleyProcess run = ParleyProcess.parley(CheckRun.all(ws(), "--only", "reach,handshake,idle"))) {
            run.awaitErr("checking .*");
            awaitIdleWatch(server, before);
            assertThat(run.interrupt().awaitExit()).isEqualTo(130);
            assertThat(run.out()).anyMatch(line -> line.startsWith("ok       Handshake"));
            assertThat(run.out()).anyMatch(line -> line.startsWith("ok       Idle: no connection was cut within "));
            assertThat(run.out()).anyMatch(line -> line.contains("- watched for "));
        }
    }

    @Test
    void interruptDuringTheBaselineEndsBoth() {
        double before = messagesToSilent(server);
        try (ParleyProcess run = ParleyProcess.parley(CheckRun.all(ws(), "--baseline", ws(), "--only", "reach,idle"))) {
            run.awaitErr("checking .*");
            awaitIdleWatch(server, before);
            assertThat(run.interrupt().awaitExit()).isEqualTo(130);
            assertThat(String.join("\n", run.out())).contains("Interrupted").contains("skipped");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--proxy http://elsewhere.example:3128", "-L"})
    void whatMayLeadToAnotherMachineIsTreatedLikeOne(String options) {
        List<String> arguments = new ArrayList<>(List.of("check", ws(), "--only", "protocol"));
        arguments.addAll(List.of(options.split(" ")));
        CheckRun run = CheckRun.of(ParleyProcess.command(arguments.toArray(String[]::new)));
        assertThat(run.err().get(0)).contains("no more than a few browsers would do");
        assertThat(run.text()).doesNotContain("cases handled as RFC 6455 requires");
    }

    @Test
    void whyThereIsNoConnectionIsSaidWhateverWasAskedFor() {
        CheckRun run = CheckRun.of("ws://127.0.0.1:" + Ports.NOBODY + "/ws", "--only", "messages,idle", "--quiet");
        assertThat(run.assertExit(3).text()).contains("reach: 127.0.0.1:1 refused the connection");
    }

    @Test
    void countdownShowsOnATerminalThatItWorks() throws IOException {
        String command = ParleyProcess.JAVA + " -jar " + ParleyProcess.JAR + " "
                + String.join(" ", CheckRun.all(ws(), "--only", "idle", "--idle", "4s"));
        try (Tmux terminal = Tmux.run(folder, command)) {
            terminal.awaitLine("Idle … 2 s of 4 s; open with silent, client data.*");
            terminal.awaitLine("ok +Idle: no connection was cut within 4.00 s.*");
        }
    }

    @Test
    void connectionsOfThisMachineAreNotTakenForTheServersLimit() {
        ProcessBuilder few = new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n 150; exec \"$@\"",
                "sh",
                ParleyProcess.JAVA,
                "-jar",
                ParleyProcess.JAR,
                "check",
                ws(),
                "--proxy",
                "none",
                "--fast",
                "--only",
                "connections",
                "--connections",
                "240",
                "--json");
        CheckRun run = CheckRun.of(few).assertExit(0);
        JsonObject finding =
                run.json(Check.CONNECTIONS).getAsJsonArray("findings").get(0).getAsJsonObject();
        assertThat(finding.get("meaning").getAsString()).startsWith("This machine has no room for more");
    }

    @Test
    void ceilingOfServeIsItsOwnSetting() {
        try (ParleyProcess small = ParleyProcess.serve("--max-connections", "20")) {
            CheckRun run = CheckRun.json(small.ws("ws").toString(), "--only", "connections", "--connections", "30")
                    .assertExit(0);
            JsonObject finding = run.json(Check.CONNECTIONS)
                    .getAsJsonArray("findings")
                    .get(0)
                    .getAsJsonObject();
            assertThat(finding.get("seen").getAsString())
                    .isEqualTo("20 of 30 connections are possible at once; the next is refused: HTTP 503");
            assertThat(finding.getAsJsonArray("suspects").get(0).getAsString()).startsWith("Parley max-connections");
        }
    }

    @Test
    void aSmallLimitOnMessagesIsFoundToTheByte() {
        try (ParleyProcess small = ParleyProcess.serve("--max-message-bytes", "10000")) {
            JsonObject sizes = CheckRun.json(small.ws("ws").toString(), "--only", "sizes")
                    .assertExit(0)
                    .json(Check.SIZES);
            assertThat(sizes.get("verdict").getAsString()).isEqualTo("warning");
            assertThat(sizes.getAsJsonObject("figures").get("taken_bytes").getAsInt())
                    .isEqualTo(10_000);
            assertThat(sizes.getAsJsonObject("figures").get("received_bytes").getAsInt())
                    .isEqualTo(10_000);
            assertThat(sizes.get("summary").getAsString())
                    .contains("a longer one ends in close 1009 (message too big)");
        }
    }

    private static List<String> ids(CheckRun run) {
        List<String> ids = new ArrayList<>();
        for (JsonElement check : run.json().getAsJsonArray("checks")) {
            ids.add(check.getAsJsonObject().get("check").getAsString());
        }
        return ids;
    }

    /** Waits until idle connections are watched: all are open then, and the first of the messages that keep one open is there. */
    private static void awaitIdleWatch(ParleyProcess server, double before) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> messagesToSilent(server) > before);
    }

    private static double messagesToSilent(ParleyProcess server) {
        return TestMetrics.read(server.http("metrics"))
                .get("parley_messages_received_total{path=\"/silent\",type=\"text\"}");
    }

    private static Map<String, Double> metrics() {
        return TestMetrics.read(server.http("metrics"));
    }

    private static String ws() {
        return server.ws("ws").toString();
    }
}
