package dev.parley.wire;

import dev.parley.core.WebSocketUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Says where and how to connect; the same for every tool.
 *
 * @param url the endpoint
 * @param headers sent in this order after those of the handshake; one of the same name takes the place of ours
 * @param subprotocols offered in this order (RFC 6455 section 1.9)
 * @param compression whether permessage-deflate (RFC 7692) is offered
 * @param tls for {@code wss}
 * @param proxy null to connect directly
 * @param connectTimeout how long it may take from the first look-up to the end of the handshake, each redirect anew; above
 *     zero
 * @param redirects how many redirects are followed; 0 follows none
 * @param maxMessageBytes the longest message taken, after decompression, and the longest frame; a longer one is answered
 *     with close code 1009
 */
public record WireSettings(
        WebSocketUrl url,
        List<Header> headers,
        List<String> subprotocols,
        boolean compression,
        Tls tls,
        Proxy proxy,
        Duration connectTimeout,
        int redirects,
        int maxMessageBytes) {
    /** How long connecting may take, by default. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** The longest message that is taken by default. */
    public static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

    /** Copies the lists. */
    public WireSettings {
        headers = List.copyOf(headers);
        subprotocols = List.copyOf(subprotocols);
    }

    /** Connects to an endpoint as a plain client would: nothing special is sent, no proxy, no redirect. */
    public static WireSettings to(WebSocketUrl url) {
        return new WireSettings(
                url, List.of(), List.of(), true, Tls.DEFAULT, null, CONNECT_TIMEOUT, 0, MAX_MESSAGE_BYTES);
    }

    /** Returns the same without or with compression. */
    public WireSettings compression(boolean offered) {
        return new WireSettings(
                url, headers, subprotocols, offered, tls, proxy, connectTimeout, redirects, maxMessageBytes);
    }

    /** Returns the same with these headers in place of the others. */
    public WireSettings headers(List<Header> others) {
        return new WireSettings(
                url, others, subprotocols, compression, tls, proxy, connectTimeout, redirects, maxMessageBytes);
    }

    /**
     * Returns the settings for the next request after a redirect: secrets go to the same scheme, host and port only (RFC 9110
     * section 15.4).
     */
    WireSettings redirectedTo(WebSocketUrl next) {
        List<Header> kept = new ArrayList<>(headers);
        Tls keptTls = tls;
        if (!url.sameOrigin(next)) {
            kept.removeIf(header -> header.isSecret() || header.is("Host"));
            keptTls = new Tls(tls.verified(), tls.authorities(), null, null, null, null);
        }
        return new WireSettings(
                next, kept, subprotocols, compression, keptTls, proxy, connectTimeout, redirects - 1, maxMessageBytes);
    }
}
