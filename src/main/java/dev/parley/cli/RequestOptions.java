package dev.parley.cli;

import dev.parley.protocol.Header;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say what the opening handshake asks for, and who asks. */
final class RequestOptions {
    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = {
                "Send a header; once for each. 'Name:' leaves one of ours out, 'Name;' sends it empty, @FILE reads"
                        + " a header a line."
            })
    private List<String> headers = new ArrayList<>();

    @Option(
            names = {"-o", "--origin"},
            paramLabel = "ORIGIN",
            description = "Send this Origin, as a page from there would: https://example.com.")
    private String origin;

    @Option(
            names = {"-s", "--subprotocol"},
            paramLabel = "NAME",
            split = ",",
            description = "Offer this subprotocol; may be repeated, the preferred one first.")
    private List<String> subprotocols = new ArrayList<>();

    @Option(names = "--host", paramLabel = "HOST", description = "Send this Host header instead of the URL's.")
    private String host;

    @Option(
            names = "--cookie",
            paramLabel = "'NAME=VALUE'",
            description = "Send a cookie; may be repeated. @FILE and env:NAME as in --auth.")
    private List<String> cookies = new ArrayList<>();

    @Option(
            names = "--auth",
            paramLabel = "USER:PASSWORD",
            description = "Send basic credentials; give @FILE or env:NAME to keep them out of 'ps'.")
    private String auth;

    @Option(
            names = "--bearer",
            paramLabel = "TOKEN",
            description = "Send a bearer token; @FILE and env:NAME as in --auth.")
    private String bearer;

    List<String> subprotocols() {
        return subprotocols;
    }

    /**
     * Returns the headers that are sent beside those of every handshake.
     *
     * @param userInfo the name and password in the URL, or null
     */
    List<Header> headers(String userInfo) {
        List<Header> all = new ArrayList<>();
        if (host != null) {
            all.add(new Header("Host", host));
        }
        if (origin != null) {
            all.add(new Header("Origin", origin));
        }
        if (!cookies.isEmpty()) {
            all.add(new Header(
                    "Cookie",
                    String.join(
                            "; ",
                            cookies.stream()
                                    .map(cookie -> Secret.read("--cookie", cookie))
                                    .toList())));
        }
        addAuthorization(all, userInfo);
        for (String line : headers) {
            if (line.startsWith("@")) {
                Secret.readFile("-H", line.substring(1))
                        .lines()
                        .filter(header -> !header.isBlank())
                        .forEach(header -> all.add(Header.parse(header)));
            } else {
                all.add(Header.parse(line));
            }
        }
        return all;
    }

    private void addAuthorization(List<Header> all, String userInfo) {
        String basic = Secret.read("--auth", auth);
        if (basic == null && userInfo != null) {
            basic = decoded(userInfo);
        }
        if (basic != null && bearer != null) {
            throw new WrongUsage("--auth and --bearer both: give one");
        }
        if (basic != null) {
            if (basic.indexOf(':') < 0) {
                throw new WrongUsage("--auth has no password: give USER:PASSWORD, or USER: for an empty one");
            }
            all.add(new Header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8))));
        }
        if (bearer != null) {
            all.add(new Header("Authorization", "Bearer " + Secret.read("--bearer", bearer)));
        }
    }

    private static String decoded(String userInfo) {
        try {
            String decoded = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.indexOf(':') < 0 ? decoded + ":" : decoded;
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(
                    "the user name or password in the URL has a % without two digits after it: write %25 for it");
        }
    }
}
