package dev.parley.wire;

import dev.parley.core.Secrets;
import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Header;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where and how to connect; the same for every tool.
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
 * @param source the address of this machine to connect from, or null for the system's choice
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
        int maxMessageBytes,
        InetAddress source) {
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
                url, List.of(), List.of(), true, Tls.DEFAULT, null, CONNECT_TIMEOUT, 0, MAX_MESSAGE_BYTES, null);
    }

    /** Returns the same with another endpoint, with the headers: it has to be one that may see them. */
    public WireSettings url(WebSocketUrl other) {
        return with(draft -> draft.url = other);
    }

    /** Returns the same with these headers in place of the others. */
    public WireSettings headers(List<Header> others) {
        return with(draft -> draft.headers = others);
    }

    /** Returns the same with these subprotocols in place of the others. */
    public WireSettings subprotocols(List<String> others) {
        return with(draft -> draft.subprotocols = others);
    }

    /** Returns the same with or without compression. */
    public WireSettings compression(boolean offered) {
        return with(draft -> draft.compression = offered);
    }

    /** Returns the same with this proxy; null connects directly. */
    public WireSettings proxy(Proxy other) {
        return with(draft -> draft.proxy = other);
    }

    /** Returns the same with other rules for TLS. */
    public WireSettings tls(Tls other) {
        return with(draft -> draft.tls = other);
    }

    /** Returns the same with another bound on connecting. */
    public WireSettings connectTimeout(Duration other) {
        return with(draft -> draft.connectTimeout = other);
    }

    /** Returns the same with so many redirects followed. */
    public WireSettings redirects(int most) {
        return with(draft -> draft.redirects = most);
    }

    /** Returns the same with another address of this machine to connect from. */
    public WireSettings source(InetAddress address) {
        return with(draft -> draft.source = address);
    }

    /**
     * Returns the settings for the next request after a redirect. Another scheme, host or port gets nothing that may be a
     * secret (RFC 9110 section 15.4): of the headers Origin and User-Agent, no client certificate, and no subprotocol that looks
     * like a token, as which some are used.
     */
    WireSettings redirectedTo(WebSocketUrl next) {
        if (url.sameOrigin(next)) {
            return url(next).redirects(redirects - 1);
        }
        List<Header> harmless = headers.stream()
                .filter(header -> header.is("Origin") || header.is("User-Agent"))
                .toList();
        List<String> names =
                subprotocols.stream().filter(name -> !Secrets.isToken(name)).toList();
        Tls anonymous = new Tls(tls.verified(), tls.authorities(), null, null, null, null);
        return with(draft -> {
            draft.url = next;
            draft.headers = harmless;
            draft.subprotocols = names;
            draft.tls = anonymous;
            draft.redirects = redirects - 1;
        });
    }

    private WireSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new WireSettings(
                draft.url,
                draft.headers,
                draft.subprotocols,
                draft.compression,
                draft.tls,
                draft.proxy,
                draft.connectTimeout,
                draft.redirects,
                maxMessageBytes,
                draft.source);
    }

    /** A copy that is being changed; seen by nobody else. */
    private static final class Draft {
        private WebSocketUrl url;
        private List<Header> headers;
        private List<String> subprotocols;
        private boolean compression;
        private Tls tls;
        private Proxy proxy;
        private Duration connectTimeout;
        private int redirects;
        private InetAddress source;

        Draft(WireSettings settings) {
            url = settings.url;
            headers = settings.headers;
            subprotocols = settings.subprotocols;
            compression = settings.compression;
            tls = settings.tls;
            proxy = settings.proxy;
            connectTimeout = settings.connectTimeout;
            redirects = settings.redirects;
            source = settings.source;
        }
    }
}
