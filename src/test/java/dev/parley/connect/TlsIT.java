package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Installed;
import dev.parley.ParleyProcess;
import dev.parley.Ports;
import dev.parley.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speaks TLS with nginx, which stands before {@code serve}, and with Node. */
class TlsIT {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final String PASSPHRASE = "geheim";

    @TempDir
    private static Path folder;

    private static TestCertificates certificates;
    private static ParleyProcess server;
    private static ParleyProcess nginx;
    // Of nginx: each with another certificate, the last without TLS.
    private static int good;
    private static int expired;
    private static int elsewhere;
    private static int wantsCertificate;
    private static int redirects;

    @BeforeAll
    static void startAll() throws IOException {
        Installed.orSkip("nginx-light", NGINX);
        certificates = TestCertificates.in(folder);
        server = ParleyProcess.serve();
        good = Ports.free();
        expired = Ports.free();
        elsewhere = Ports.free();
        wantsCertificate = Ports.free();
        redirects = Ports.free();
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(
                configuration,
                "pid nginx.pid;\nevents {}\nhttp {\n"
                        + "access_log off;\nproxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\n"
                        + "proxy_set_header Connection upgrade;\nproxy_temp_path proxy;\nclient_body_temp_path body;\n"
                        + "fastcgi_temp_path fastcgi;\nuwsgi_temp_path uwsgi;\nscgi_temp_path scgi;\n"
                        + tls(good, "localhost", "")
                        + tls(expired, "expired", "")
                        + tls(elsewhere, "elsewhere", "")
                        + tls(wantsCertificate, "localhost", "ssl_client_certificate ca.pem; ssl_verify_client on;")
                        + "server { listen 127.0.0.1:" + redirects + "; return 301 https://localhost:" + good
                        + "$request_uri; }\n}\n");
        nginx = ParleyProcess.start(new ProcessBuilder(
                NGINX.toString(),
                "-p",
                folder + "/",
                "-c",
                configuration.toString(),
                "-e",
                "stderr",
                "-g",
                "daemon off;"));
        Ports.awaitListening(redirects);
    }

    @AfterAll
    static void stopAll() {
        for (ParleyProcess process : Arrays.asList(nginx, server)) {
            if (process != null) {
                process.close();
            }
        }
    }

    @Test
    void anAuthorityThatIsNamedIsTrusted() {
        Outcome outcome = connect(good, "--ca", certificates.file("ca.pem"));
        assertThat(outcome.err())
                .containsExactly(
                        "Connected to " + wss(good)
                                + " (DNS T, TCP T, TLS T, handshake T), permessage-deflate;client_max_window_bits=15",
                        "Closed after T: 1000 (normal closure)");
        assertThat(outcome.out()).containsExactly("hello, i am server");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void anAuthorityThatIsNotTrustedIsOneLineWithTheRemedies() {
        assertNoConnection(
                connect(good),
                good,
                "the server's certificate is not signed by an authority that is trusted here; name the authority with"
                        + " --ca, or trust anyone with -k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"good", "expired", "elsewhere"})
    void insecureTrustsAnyCertificate(String which) {
        int port = which.equals("good") ? good : which.equals("expired") ? expired : elsewhere;
        Outcome outcome = connect(port, "-k", "-v");
        assertThat(outcome.err())
                .anyMatch(line -> line.matches("\\* TLS TLSv1\\.[23], TLS_\\w+; certificate CN=\\w+, issued by"
                        + " CN=parley-test-authority, valid \\S+Z to \\S+Z \\(T\\)"));
        assertThat(outcome.out()).containsExactly("hello, i am server");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aCertificateThatHasExpiredIsSaid() {
        Outcome outcome = connect(expired, "--ca", certificates.file("ca.pem"));
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .matches("cannot connect to " + wss(expired)
                        + ": the server's certificate is not valid now: NotAfter: \\w+ \\w+ \\d+ [\\d:]+ \\w+ \\d+");
        assertThat(outcome.exitCode()).isEqualTo(3);
    }

    @Test
    void aCertificateForAnotherNameIsSaidAndSniMendsIt() {
        assertNoConnection(
                connect(elsewhere, "--ca", certificates.file("ca.pem")),
                elsewhere,
                "the server's certificate is for another name: No subject alternative DNS name matching localhost"
                        + " found.");
        Outcome mended = connect(elsewhere, "--ca", certificates.file("ca.pem"), "--sni", "parley.example");
        assertThat(mended.out()).containsExactly("hello, i am server");
        assertThat(mended.exitCode()).isZero();
    }

    @Test
    void aClientCertificateIsShownWithEachKindOfKey() throws IOException {
        Files.writeString(
                folder.resolve("both.pem"),
                Files.readString(folder.resolve("client.pem")) + Files.readString(folder.resolve("client.key")));
        certificates.run("pkcs8 -topk8 -in client.key -passout pass:" + PASSPHRASE + " -out locked.key");
        assertAccepted("both.pem");
        assertAccepted("client.pem", "--key", certificates.file("client.key"));
        assertAccepted("client.pem", "--key", certificates.file("locked.key"), "--passphrase", PASSPHRASE);
        assertAccepted("client.pem", "--key", certificates.file("locked.key"), "--passphrase", "env:PHRASE");
    }

    @Test
    void aKeyThatCannotBeUsedIsOneLineThatNamesTheFile() {
        certificates.run("pkcs8 -topk8 -in client.key -passout pass:" + PASSPHRASE + " -out closed.key");
        certificates.run("ec -in client.key -out old.key");
        for (String[] options :
                new String[][] {{"closed.key"}, {"closed.key", "--passphrase", "wrong"}, {"old.key"}, {"ca.pem"}}) {
            String key = certificates.file(options[0]);
            List<String> all = new ArrayList<>(List.of("--key", key));
            all.addAll(Arrays.asList(options).subList(1, options.length));
            assertNoConnection(
                    withCertificate("client.pem", all.toArray(String[]::new)),
                    wantsCertificate,
                    "TLS: the file " + key + " has no key for " + certificates.file("client.pem")
                            + ", or its passphrase is another, or it is not PKCS#8 (openssl pkcs8 -topk8 makes it that)");
        }
    }

    @Test
    void anAuthorityThatIsNoneIsOneLineThatNamesTheFile() {
        String key = certificates.file("client.key");
        assertNoConnection(connect(good, "--ca", key), good, "TLS: the file " + key + " has no certificates (PEM)");
    }

    @Test
    void nginxThatMissesAClientCertificateIsHttp400WithTheRemedy() {
        Outcome outcome = connect(wantsCertificate, "--ca", certificates.file("ca.pem"));
        assertThat(outcome.err())
                .startsWith("no WebSocket at " + wss(wantsCertificate) + ": the server answered HTTP 400 Bad Request, a"
                        + " WebSocket endpoint answers 101; it wants a client certificate that it trusts: give one with"
                        + " --cert and --key")
                .contains("< <center>No required SSL certificate was sent</center>");
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void nginxThatDoesNotTrustTheClientCertificateIsHttp400WithTheRemedy() {
        certificates.run("req -x509 -subj /CN=nobody -key client.key -out nobody.pem");
        Outcome outcome = withCertificate("nobody.pem", "--key", certificates.file("client.key"));
        assertThat(outcome.err())
                .startsWith("no WebSocket at " + wss(wantsCertificate) + ": the server answered HTTP 400 Bad Request, a"
                        + " WebSocket endpoint answers 101; it wants a client certificate that it trusts: give one with"
                        + " --cert and --key")
                // Java shows none that the server's authorities did not sign.
                .contains("< <center>No required SSL certificate was sent</center>");
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void nodeThatMissesAClientCertificateIsOneLineWithTheRemedy() throws IOException {
        String ca = certificates.file("ca.pem");
        try (Peer node = NodePeer.start(certificates.file("localhost.key"), certificates.file("localhost.pem"), ca)) {
            Outcome outcome = Outcome.of(node.wss("echo"), "--ca", ca, "-x", "hi");
            // TLS 1.3: the refusal comes after the handshake of this side.
            assertThat(outcome.err())
                    .containsExactly("cannot connect to " + node.wss("echo")
                            + ": the server ended TLS with the alert certificate_required (it wants a client certificate"
                            + " that it trusts); give one with --cert and --key");
            assertThat(outcome.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void theWrongSchemeIsSaidEitherWay() {
        String plain = server.ws("ws").toString().replaceFirst("^ws", "wss");
        Outcome outcome = Outcome.of(plain, "-x", "hi");
        assertThat(outcome.err())
                .containsExactly(
                        "cannot connect to " + plain + ": the other side does not speak TLS there; is it ws://?");
        assertThat(outcome.exitCode()).isEqualTo(3);
        String tls = "ws://localhost:" + good + "/ws";
        outcome = Outcome.of(tls, "-x", "hi");
        assertThat(outcome.err())
                .startsWith(
                        "no WebSocket at " + tls + ": the server answered HTTP 400 Bad Request, a WebSocket endpoint"
                                + " answers 101; TLS is spoken there: is it wss://?")
                .contains("< <center>The plain HTTP request was sent to HTTPS port</center>");
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void aRedirectToTlsIsFollowedWithTheAuthoritiesAndWithoutTheCredentials() {
        Outcome outcome = Outcome.of(
                "localhost:" + redirects + "/request",
                "-L",
                "--ca",
                certificates.file("ca.pem"),
                "--auth",
                "u:p",
                "-w",
                "1");
        assertThat(outcome.err())
                .startsWith(
                        "HTTP 301, redirected to wss://localhost:" + good
                                + "/request; another scheme, host or port, so of your headers only Origin and User-Agent go there");
        assertThat(outcome.out()).singleElement().asString().doesNotContain("authorization");
        assertThat(outcome.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    destroy | ended the TCP connection in order (FIN)
                    crash   | ended the TCP connection in order (FIN)
                    reset   | reset the TCP connection (RST: Connection reset)
                    """)
    void anEndWithoutACloseFrameIsToldByFinAndRstUnderTlsToo(String path, String end) throws IOException {
        try (Peer node = NodePeer.start(certificates.file("localhost.key"), certificates.file("localhost.pem"))) {
            Outcome outcome = Outcome.of(node.wss(path), "-k", "-x", "hi", "-w", "close");
            assertThat(outcome.err())
                    .last()
                    .isEqualTo(
                            "Lost after T without a close frame (1006): the server, or something on the way, " + end);
            assertThat(outcome.exitCode()).isEqualTo(5);
        }
    }

    private static String tls(int port, String certificate, String more) {
        return "server { listen 127.0.0.1:" + port + " ssl; ssl_certificate " + certificate
                + ".pem; ssl_certificate_key "
                + certificate + ".key; " + more + " location / { proxy_pass http://"
                + server.ws("").getAuthority() + "; } }\n";
    }

    private static String wss(int port) {
        return "wss://localhost:" + port + "/ws";
    }

    private static Outcome connect(int port, String... options) {
        List<String> arguments = new ArrayList<>(List.of(wss(port), "-x", "hi", "-w", "1"));
        arguments.addAll(Arrays.asList(options));
        return Outcome.in(Map.of("PHRASE", PASSPHRASE), arguments.toArray(String[]::new));
    }

    private static Outcome withCertificate(String certificate, String... options) {
        List<String> all =
                new ArrayList<>(List.of("--ca", certificates.file("ca.pem"), "--cert", certificates.file(certificate)));
        all.addAll(Arrays.asList(options));
        return connect(wantsCertificate, all.toArray(String[]::new));
    }

    private static void assertAccepted(String certificate, String... options) {
        Outcome outcome = withCertificate(certificate, options);
        assertThat(outcome.out()).as("stderr %s", outcome.err()).containsExactly("hello, i am server");
        assertThat(outcome.exitCode()).isZero();
    }

    private static void assertNoConnection(Outcome outcome, int port, String clause) {
        assertThat(outcome.err()).containsExactly("cannot connect to " + wss(port) + ": " + clause);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(3);
    }
}
