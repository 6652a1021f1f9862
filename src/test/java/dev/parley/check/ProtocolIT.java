package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Installed;
import dev.parley.ParleyProcess;
import dev.parley.RawSocket;
import dev.parley.check.Survey.Manners;
import dev.parley.conformance.Case;
import dev.parley.conformance.Expectation;
import dev.parley.conformance.Need;
import dev.parley.conformance.cases.Cases;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Dialogue;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends frames of all kinds to servers of all kinds. */
class ProtocolIT {
    /** Debian's own, for that is where its packages are. */
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private static final Path LIBRARY = Path.of("/usr/lib/python3/dist-packages/websockets");

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WireClient client = new WireClient(1);

    @AfterEach
    void nothingIsLeft() {
        client.close();
        Awaitility.await("the end of the client's threads").until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("parley-")));
    }

    @Test
    void serveDoesAsTheRfcAsksButForOneFaultOfTomcat() throws InterruptedException {
        try (ParleyProcess server = ParleyProcess.serve()) {
            Judgement result = examine(server.ws("echo"), Manners.ECHO);
            assertThat(others(result))
                    .as("details %s", result.details())
                    .isEqualTo(Map.of(
                            // PerMessageDeflate.validateRsv looks at control frames only.
                            "deflate-rsv1-on-continuation", "wrong",
                            "deflate-bad-data", "tolerated",
                            "length-16-bits-for-5", "tolerated",
                            "length-16-bits-of-ping", "tolerated",
                            "length-64-bits-for-126", "tolerated",
                            "length-64-bits-for-5", "tolerated",
                            "length-huge", "tolerated"));
            assertThat(result.summary())
                    .isEqualTo("133 of 140 cases handled as RFC 6455 requires, 6 leniently, 1 wrongly accepted");
            assertThat(result.verdict()).isEqualTo(Verdict.OK);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 50})
    void verdictsAreTheSameWithAnyNumberSideBySide(int atOnce) throws Exception {
        try (PlayedServer server = PlayedServer.of(PlayedServer::takeAll)) {
            Map<String, Object> outcomes = outcomes(examine(server.uri(), Manners.ECHO));
            assertThat(outcomes(examine(patient(server.uri(), Manners.ECHO, atOnce))))
                    .isEqualTo(outcomes);
        }
    }

    @Test
    void whoLetsFewInIsTriedWithFewAtATime() throws Exception {
        try (ParleyProcess server = ParleyProcess.serve("--max-connections", "3")) {
            assertThat(examine(server.ws("echo"), Manners.ECHO).summary())
                    .isEqualTo("133 of 140 cases handled as RFC 6455 requires, 6 leniently, 1 wrongly accepted");
        }
    }

    @Test
    void whoSendsNothingBackIsToldByPings() throws InterruptedException {
        try (ParleyProcess server = ParleyProcess.serve()) {
            for (Judgement result :
                    List.of(examine(server.ws("silent"), Manners.SILENT), examine(server.ws("ws"), Manners.ANSWERS))) {
                assertThat(result.summary())
                        .as("details %s", result.details())
                        .isEqualTo("133 of 140 cases handled as RFC 6455 requires, 6 leniently, 1 wrongly accepted");
            }
        }
    }

    @Test
    void whoTakesNoMessagesIsSentNone() throws InterruptedException {
        try (ParleyProcess server = ParleyProcess.serve()) {
            Judgement result = examine(server.ws("close/4000"), Manners.ENDS);
            assertThat(outcomes(result)).containsEntry("text", "not tried").containsEntry("ping", "strict");
            assertThat(result.details()).contains("36 not tried: the server ends a connection on any message");
        }
    }

    @Test
    void pythonsWebsocketsDoesAsTheRfcAsks() throws InterruptedException {
        Installed.orSkip("python3-websockets", PYTHON, LIBRARY);
        try (ParleyProcess server = ParleyProcess.startWithOpenStdin(
                new ProcessBuilder(PYTHON.toString(), "src/test/python/peer.py", "serve"))) {
            server.awaitOut("port \\d+");
            String port = server.out().get(0).replaceFirst("port ", "");
            Judgement result = examine(URI.create("ws://127.0.0.1:" + port + "/echo"), Manners.ECHO);
            assertThat(result.verdict()).as("details %s", result.details()).isEqualTo(Verdict.OK);
            assertThat(others(result))
                    .isEqualTo(Map.of(
                            "length-16-bits-for-5", "tolerated",
                            "length-16-bits-of-ping", "tolerated",
                            "length-64-bits-for-126", "tolerated",
                            "length-64-bits-for-5", "tolerated",
                            "length-huge", "tolerated",
                            "length-negative", "tolerated",
                            "length-negative-all-bits", "tolerated"));
        }
    }

    @Test
    void whoAcceptsEverythingIsToldSo() throws Exception {
        try (PlayedServer server = PlayedServer.of(PlayedServer::takeAll)) {
            Judgement result = examine(server.uri(), Manners.ECHO);
            assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
            for (Case row : Cases.BASIC) {
                assertThat(outcomes(result).get(row.id()))
                        .as(row.id() + " in " + result.details())
                        .isEqualTo(
                                row.isInNeedOf(Need.COMPRESSION)
                                        ? "not tried"
                                        : row.isValid() ? "strict" : mayTake(row) ? "tolerated" : "wrong");
            }
            assertThat(result.details())
                    .contains(
                            "rsv2, wrong: a correct server fails a connection on a frame with RSV2 (RFC 6455 section 5.2);"
                                    + " sent: text frame 'Hello' with RSV2; expected: close frame 1002; seen: text message"
                                    + " 'Hello', pong to a ping that followed",
                            "close-code-1005, wrong: a correct server fails a connection on the close code 1005 (RFC 6455"
                                    + " section 7.4.1); sent: close frame 1005; expected: close frame 1002; seen: close"
                                    + " frame 1005, which may not be sent",
                            "13 not tried: the server does not compress");
        }
    }

    @Test
    void whoCutsAtAFaultIsTolerated() throws Exception {
        try (PlayedServer server = PlayedServer.of(socket -> socket.readByte())) {
            Map<String, Object> outcomes = outcomes(examine(server.uri(), Manners.ECHO));
            for (Case row : Cases.BASIC) {
                assertThat(outcomes.get(row.id()))
                        .as(row.id())
                        .isEqualTo(
                                row.isInNeedOf(Need.COMPRESSION) ? "not tried" : row.isValid() ? "wrong" : "tolerated");
            }
        }
    }

    @Test
    void whoNeverAnswersIsGivenUpSoon() throws Exception {
        try (PlayedServer server = PlayedServer.of(RawSocket::readToEnd)) {
            Judgement result = examine(server.uri(), Manners.SILENT);
            assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(result.summary())
                    .isEqualTo("0 of 6 cases handled as RFC 6455 requires, 6 mishandled although valid, 134 not tried");
            assertThat(result.details()).contains("134 not tried: nothing was answered before");
        }
    }

    @Test
    void whoSendsWhatIsForbiddenIsToldSo() throws Exception {
        // An answer with all reserved bits set.
        try (PlayedServer server = PlayedServer.of(socket -> {
            socket.readFrame();
            socket.write(new byte[] {(byte) 0xF1, 0});
            socket.finish();
            socket.readToEnd();
        })) {
            assertThat(examine(server.uri(), Manners.ECHO).details().get(0))
                    .endsWith("seen: an answer that breaks the protocol: a frame has a reserved bit set (section 5.2)");
        }
    }

    @Test
    void serverThatIsGoneIsAFailure() throws Exception {
        PlayedServer server = PlayedServer.of(RawSocket::readToEnd);
        Patient patient = patient(server.uri(), Manners.ECHO);
        server.close();
        Judgement result = examine(patient);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.summary()).isEqualTo("0 of 0 cases handled as RFC 6455 requires, 140 not tried");
        assertThat(result.findings().get(0).seen()).isEqualTo("no connection could be opened for 6 of the cases");
        assertThat(result.details()).contains("134 not tried: no connection any more");
    }

    @Test
    void brokenFramesGoToOtherHostsOnlyIfToldTo() throws Exception {
        Limits limits = new Limits(10, 1024, Duration.ofSeconds(1), false, false, PATIENCE);
        Judgement result = examine(new Patient(client, null, limits, null));
        assertThat(result.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(result.summary()).isEqualTo("broken frames are sent to other hosts with --intensive only");
    }

    private static boolean mayTake(Case row) {
        return ((Expectation.Failure) row.expected()).mayTake();
    }

    private Judgement examine(URI uri, Manners manners) throws InterruptedException {
        return examine(patient(uri, manners));
    }

    private static Judgement examine(Patient patient) throws InterruptedException {
        try {
            return new ProtocolCheck().examine(patient, new Findings(), Progress.NONE);
        } catch (OutOfTime e) {
            throw new AssertionError("there is no deadline", e);
        }
    }

    private Patient patient(URI uri, Manners manners) throws InterruptedException {
        return patient(uri, manners, 10);
    }

    private Patient patient(URI uri, Manners manners, int connections) throws InterruptedException {
        WireSettings settings = WireSettings.to(WebSocketUrl.parse(uri.toString()));
        Dialogue first = Dialogue.begin(client, settings);
        assertThat(first.awaitOpen()).isTrue();
        first.close();
        Limits limits = new Limits(connections, 1024 * 1024, Duration.ofSeconds(1), false, true, PATIENCE);
        return new Patient(client, settings, limits, new Survey(first, null, manners, null, List.of()));
    }

    /** Returns the outcomes that are not as asked. */
    private static Map<String, Object> others(Judgement result) {
        Map<String, Object> others = new TreeMap<>(outcomes(result));
        others.values().removeIf("strict"::equals);
        return others;
    }

    private static Map<String, Object> outcomes(Judgement result) {
        return ((List<?>) result.figures().get("cases"))
                .stream()
                        .map(Map.class::cast)
                        .collect(Collectors.toMap(row -> (String) row.get("id"), row -> row.get("outcome")));
    }
}
