package dev.parley.cli;

import dev.parley.core.WebSocketUrl;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that connects: how to reach the server. */
final class WireOptions {
    private static final int MOST_REDIRECTS = 10;

    @Mixin
    private RequestOptions request;

    @Mixin
    private TlsOptions tls;

    @Mixin
    private ProxyOptions proxy;

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
        tls.trustAnyone();
    }

    /**
     * Puts the settings together.
     *
     * @param compressed whether compression is offered if the user does not say
     * @throws IllegalArgumentException with one line for the user, if something given is not allowed
     */
    WireSettings settings(String given, boolean compressed) {
        WebSocketUrl url = WebSocketUrl.parse(given);
        WrongUsage.unless(!connectTimeout.isZero(), "--connect-timeout 0 is too short: give one like 10s");
        WrongUsage.unless(maxMessageBytes >= 1, "--max-message-bytes 0 is too small: give at least 1");
        return new WireSettings(
                url,
                request.headers(WebSocketUrl.userInfo(given)),
                request.subprotocols(),
                compression == null ? compressed : compression,
                tls.tls(),
                proxy.proxy(url),
                connectTimeout,
                redirects ? MOST_REDIRECTS : 0,
                maxMessageBytes,
                null);
    }
}
