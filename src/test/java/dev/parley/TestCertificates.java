package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes an authority and certificates that it signs, with openssl: {@code NAME.pem} and {@code NAME.key} in a folder. */
public final class TestCertificates {
    private static final Path OPENSSL = Installed.program("openssl");
    private static final String LOCALHOST = "DNS:localhost,IP:127.0.0.1";
    private static final String TWO_DAYS = "2";
    /** Longer than anybody warns of. */
    private static final String A_YEAR = "365";

    private static final String UNTIL_YESTERDAY = "-1";

    private final Path folder;

    private TestCertificates(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes them all: the authority {@code ca}, what it signed for {@code localhost}, {@code expired}, {@code elsewhere} and
     * {@code client}, and {@code selfsigned} for localhost.
     */
    public static TestCertificates in(Path folder) throws IOException {
        Installed.orSkip("openssl", OPENSSL);
        TestCertificates made = new TestCertificates(folder);
        made.run("req -x509 -days 2 -subj /CN=parley-test-authority " + made.newKey("ca") + " -out ca.pem");
        made.run("req -x509 -days 2 -subj /CN=localhost -addext subjectAltName=" + LOCALHOST + " "
                + made.newKey("selfsigned") + " -out selfsigned.pem");
        made.sign("localhost", LOCALHOST, A_YEAR);
        made.sign("expired", "DNS:localhost", UNTIL_YESTERDAY);
        made.sign("elsewhere", "DNS:parley.example", TWO_DAYS);
        made.sign("client", "DNS:client", TWO_DAYS);
        return made;
    }

    /** Returns a file's name. */
    public String file(String name) {
        return folder.resolve(name).toString();
    }

    /** Runs openssl in the folder, with arguments that have no blanks in them. */
    public void run(String arguments) {
        List<String> command = new ArrayList<>(List.of(OPENSSL.toString()));
        command.addAll(Arrays.asList(arguments.split(" ")));
        try (ParleyProcess openssl = ParleyProcess.start(new ProcessBuilder(command).directory(folder.toFile()))) {
            assertThat(openssl.awaitExit())
                    .as("openssl %s, which said %s", arguments, openssl.err())
                    .isZero();
        }
    }

    private void sign(String name, String alternativeName, String days) throws IOException {
        Files.writeString(folder.resolve(name + ".ext"), "subjectAltName=" + alternativeName + "\n");
        run("req -subj /CN=" + name + " " + newKey(name) + " -out " + name + ".csr");
        run("x509 -req -CA ca.pem -CAkey ca.key -CAcreateserial -in " + name + ".csr -extfile " + name + ".ext -days "
                + days + " -out " + name + ".pem");
    }

    /** Elliptic curves, for RSA keys take their time; written as PKCS#8. */
    private String newKey(String name) {
        return "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout " + name + ".key";
    }
}
