package dev.parley.cli;

import dev.parley.core.NoProxy;
import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Header;
import dev.parley.wire.Proxy;
import dev.parley.wire.Tls;
import dev.parley.wire.WireSettings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Are the options of every command that connects: how to reach the server. */
final class WireOptions {
    private static final int MOST_REDIRECTS = 10;

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
            description = "Offer this subprotocol; once for each, the best first.")
    private List<String> subprotocols = new ArrayList<>();

    @Option(names = "--host", paramLabel = "HOST", description = "Send this Host header in place of the URL's.")
    private String host;

    @Option(
            names = "--cookie",
            paramLabel = "'NAME=VALUE'",
            description = "Send a cookie; once for each. @FILE and env:NAME as in --auth.")
    private List<String> cookies = new ArrayList<>();

    @Option(
            names = "--auth",
            paramLabel = "USER:PASSWORD",
            description = "Send basic credentials. So that 'ps' does not show them: @FILE or env:NAME.")
    private String auth;

    @Option(
            names = "--bearer",
            paramLabel = "TOKEN",
            description = "Send a bearer token; @FILE and env:NAME as in --auth.")
    private String bearer;

    @Option(
            names = {"-k", "--insecure"},
            description = "Trust any certificate.")
    private boolean insecure;

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust the authorities in this PEM file, and no others.")
    private Path ca;

    @Option(names = "--cert", paramLabel = "FILE", description = "Show this client certificate (PEM).")
    private Path cert;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The key of --cert (PEM, PKCS#8), if it is in another file.")
    private Path key;

    @Option(
            names = "--passphrase",
            paramLabel = "TEXT",
            description = "The passphrase of --key; @FILE and env:NAME as in --auth.")
    private String passphrase;

    @Option(
            names = "--sni",
            paramLabel = "NAME",
            description = "Ask for this name in TLS, and expect it in the certificate.")
    private String serverName;

    @Option(
            names = "--proxy",
            paramLabel = "URL",
            description = {
                "Go through a proxy: http://[USER:PASSWORD@]HOST:PORT (CONNECT) or socks5://…; 'none' for none."
                        + " Default: from HTTPS_PROXY for wss, HTTP_PROXY for ws, or ALL_PROXY, unless NO_PROXY"
                        + " names the host."
            })
    private String proxy;

    @Option(
            names = "--proxy-auth",
            paramLabel = "USER:PASSWORD",
            description = "The proxy's credentials; @FILE and env:NAME as in --auth.")
    private String proxyAuth;

    @Option(
            names = "--connect-timeout",
            paramLabel = "DURATION",
            defaultValue = "10s",
            converter = Converter.Duration.class,
            description = "Give up when DNS, TCP, TLS and handshake take longer; default ${DEFAULT-VALUE}.")
    private Duration connectTimeout;

    @Option(
            names = {"-L", "--location"},
            description = "Follow up to 10 redirects; credentials go to the same scheme, host and port only.")
    private boolean redirects;

    @Option(
            names = "--compression",
            negatable = true,
            description = "Offer permessage-deflate, or not; default: connect does, bench does not.")
    private Boolean compression;

    @Option(
            names = "--max-message-bytes",
            paramLabel = "SIZE",
            defaultValue = "64MiB",
            converter = Converter.Size.class,
            description = "Close with 1009 when a longer message comes; default ${DEFAULT-VALUE}.")
    private int maxMessageBytes;

    /** Does what {@code --insecure} does, for a command that has another name for it. */
    void trustAnyone() {
        insecure = true;
    }

    /**
     * Puts the settings together.
     *
     * @param compressed whether compression is offered if the user does not say
     * @throws IllegalArgumentException with one line for the user, if something given is not allowed
     */
    WireSettings settings(String given, boolean compressed) {
        WebSocketUrl url = WebSocketUrl.parse(given);
        if (connectTimeout.isZero()) {
            throw new IllegalArgumentException("--connect-timeout 0 is too short: give one like 10s");
        }
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException("--max-message-bytes 0 is too small: give at least 1");
        }
        if (key != null && cert == null) {
            throw new IllegalArgumentException("--key without --cert: a key alone is no certificate");
        }
        checkReadable("--ca", ca);
        checkReadable("--cert", cert);
        checkReadable("--key", key);
        return new WireSettings(
                url,
                allHeaders(WebSocketUrl.userInfo(given)),
                subprotocols,
                compression == null ? compressed : compression,
                new Tls(!insecure, ca, cert, key, Secret.read("--passphrase", passphrase), serverName),
                proxy(url),
                connectTimeout,
                redirects ? MOST_REDIRECTS : 0,
                maxMessageBytes,
                null);
    }

    private static void checkReadable(String option, Path file) {
        if (file != null && !Files.isReadable(file)) {
            throw new IllegalArgumentException(option + " " + file + ": the file cannot be read");
        }
    }

    private List<Header> allHeaders(String userInfo) {
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
            throw new IllegalArgumentException("--auth and --bearer both: give one");
        }
        if (basic != null) {
            if (basic.indexOf(':') < 0) {
                throw new IllegalArgumentException(
                        "--auth has no password: give USER:PASSWORD, or USER: for an empty one");
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
            throw new IllegalArgumentException(
                    "the user name or password in the URL has a % without two digits after it: write %25 for it");
        }
    }

    private Proxy proxy(WebSocketUrl url) {
        String given = proxy != null ? proxy : fromEnvironment(url, System.getenv());
        if (given == null || given.equals("none")) {
            return null;
        }
        Proxy parsed = Proxy.parse(given);
        String credentials = Secret.read("--proxy-auth", proxyAuth);
        if (credentials == null) {
            return parsed;
        }
        int colon = credentials.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("--proxy-auth has no password: give USER:PASSWORD");
        }
        return new Proxy(
                parsed.kind(),
                parsed.host(),
                parsed.port(),
                credentials.substring(0, colon),
                credentials.substring(colon + 1));
    }

    /** Finds the proxy as curl does: in small letters first. */
    private static String fromEnvironment(WebSocketUrl url, Map<String, String> environment) {
        String list = first(environment, "no_proxy", "NO_PROXY");
        if (list != null && NoProxy.matches(list, url.host(), url.port())) {
            return null;
        }
        return url.secure()
                ? first(environment, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
                : first(environment, "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY");
    }

    private static String first(Map<String, String> environment, String... names) {
        for (String name : names) {
            String value = environment.get(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }
}
