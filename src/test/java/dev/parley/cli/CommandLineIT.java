package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ParleyProcess;
import dev.parley.TestSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineIT {
    @Test
    void versionIsTheVersionAndNothingElse() {
        try (ParleyProcess parley = ParleyProcess.parley("--version")) {
            assertThat(parley.awaitExit()).isZero();
            assertThat(parley.out()).containsExactly(System.getProperty("project.version"));
            assertThat(parley.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "serve --help",
                "client --help",
                "connect --help",
                "bench --help",
                "report --help",
                "compare --help"
            })
    void helpGoesToStdoutAndFitsATerminal(String arguments) {
        try (ParleyProcess parley = ParleyProcess.parley(arguments.split(" "))) {
            assertThat(parley.awaitExit()).isZero();
            assertThat(parley.out()).hasSizeGreaterThan(10).allSatisfy(line -> assertThat(line)
                    .hasSizeLessThanOrEqualTo(100));
            assertThat(parley.out().get(0)).isNotBlank();
            assertThat(parley.err()).isEmpty();
        }
    }

    @Test
    void nothingTurnsIntoAQuestionMarkInThePosixLocale() {
        try (ParleyProcess server = ParleyProcess.parleyInPosixLocale("serve", "--port", "0")) {
            server.awaitErr(".*WebSocket ws://.*");
            try (TestSocket socket = TestSocket.open(server.ws("ws"))) {
                socket.send("grüße 日本").next();
                server.awaitErr(".* receive: grüße 日本");
            }
            String url = server.ws("close/4001?reason=gr%C3%BCn").toString();
            try (ParleyProcess closed = ParleyProcess.parleyInPosixLocale("client", url)) {
                assertThat(closed.awaitExit()).isEqualTo(5);
                assertThat(closed.err()).containsExactly("connection closed: 4001 (private use): grün");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                               | a command is missing: serve, client, connect, check, bench, report or compare (try 'java -jar parley.jar --help')",
                "nonsense                       | Unmatched argument at index 0: 'nonsense' (try 'java -jar parley.jar --help')",
                "serve --prot 1                 | Unknown options: '--prot', '1' (try 'java -jar parley.jar serve --help')",
                "serve --port 70000             | --port 70000 is out of range: give 0 to 65535 (try 'java -jar parley.jar serve --help')",
                "serve --port x                 | Invalid value for option '--port': 'x' is not an int (try 'java -jar parley.jar serve --help')",
                "serve --address 1.2.3.4.5      | --address '1.2.3.4.5' is not an address of this machine: give one like 127.0.0.1, ::1 or 0.0.0.0 (try 'java -jar parley.jar serve --help')",
                "serve --context-path parley    | --context-path 'parley' must be / or start with a slash and end without one, like /parley (try 'java -jar parley.jar serve --help')",
                "serve --max-connections lots  | --max-connections is 'lots': give a whole number from 0 (no limit) to 1000000, like 250 (try 'java -jar parley.jar serve --help')",
                "serve --idle-timeout 60        | --idle-timeout is '60': give 0 (never) or 10ms to 8760h, like 3600s (try 'java -jar parley.jar serve --help')",
                "serve --allowed-origins a,b    | --allowed-origins is 'a,b': give *, same, or origins separated by commas, like https://example.com,http://localhost:8080 (try 'java -jar parley.jar serve --help')",
                "client http://127.0.0.1/ws     | 'http://127.0.0.1/ws' is not a WebSocket URL: give one like ws://127.0.0.1:8080/ws or wss://example.com/ws (try 'java -jar parley.jar client --help')",
                "client --interval 5            | Invalid value for option '--interval': '5' is not a duration: give a number and a unit, like 500ms, 30s, 2m or 1h (try 'java -jar parley.jar client --help')",
                "client --count -1              | --count -1 is out of range: give 0 (no end) or more (try 'java -jar parley.jar client --help')"
            })
    void wrongUsageIsOneLineOnStderrAndExit2(String arguments, String line) {
        String[] split = arguments == null ? new String[0] : arguments.split(" ");
        try (ParleyProcess parley = ParleyProcess.parleyWithoutNames(split)) {
            assertThat(parley.awaitExit()).isEqualTo(2);
            assertThat(parley.err()).containsExactly(line);
            assertThat(parley.out()).isEmpty();
        }
    }
}
