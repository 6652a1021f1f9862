package dev.parley.wire;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.HttpProxyHandler.HttpProxyConnectException;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks proxies to pass a connection on, with Netty's handlers. */
final class ProxyTunnel {
    private static final Pattern WANTS_CREDENTIALS = Pattern.compile("authMethod: UNACCEPTED");
    private static final Pattern REJECTS_CREDENTIALS = Pattern.compile("authStatus: ");
    private static final Pattern HTTP_STATUS = Pattern.compile("status: (\\d{3})(.*)$");
    private static final Pattern SOCKS_STATUS = Pattern.compile("status: (.+)$");
    private static final Pattern ADDRESSES = Pattern.compile("^.*=> [^,]*, ");

    private ProxyTunnel() {}

    /** Returns what goes first in the pipeline, and tells by its future when the proxy has passed the connection on. */
    static ProxyHandler handler(Proxy proxy, InetSocketAddress address) {
        boolean open = proxy.user() == null;
        ProxyHandler handler =
                switch (proxy.kind()) {
                    case HTTP ->
                        open
                                ? new HttpProxyHandler(address)
                                : new HttpProxyHandler(address, proxy.user(), proxy.password());
                    case SOCKS5 ->
                        open
                                ? new Socks5ProxyHandler(address)
                                : new Socks5ProxyHandler(address, proxy.user(), proxy.password());
                };
        // The timeout over all the steps is ours.
        handler.setConnectTimeoutMillis(0);
        return handler;
    }

    /** Makes a cause of why the proxy did not pass the connection on; Netty's words are read here, and nowhere else. */
    static Cause cause(Proxy proxy, Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (WANTS_CREDENTIALS.matcher(message).find()) {
            return new Cause.ProxyWantsCredentials(proxy);
        }
        if (REJECTS_CREDENTIALS.matcher(message).find()) {
            return new Cause.ProxyRejectedCredentials(proxy);
        }
        Matcher http = HTTP_STATUS.matcher(message);
        if (proxy.kind() == Proxy.Kind.HTTP && http.find()) {
            return new Cause.ProxyAnswered(
                    proxy, Integer.parseInt(http.group(1)), http.group(2).strip(), schemes(thrown));
        }
        Matcher socks = SOCKS_STATUS.matcher(message);
        if (proxy.kind() == Proxy.Kind.SOCKS5 && socks.find()) {
            // RFC 1928 section 6, by Netty's names: CONNECTION_REFUSED(5).
            return new Cause.SocksAnswered(
                    proxy,
                    socks.group(1).toLowerCase(Locale.ROOT).replace('_', ' ').replace("(", " ("));
        }
        // Netty's message begins with the addresses, which are known.
        return new Cause.ProxyFailed(proxy, ADDRESSES.matcher(message).replaceFirst(""));
    }

    private static List<String> schemes(Throwable thrown) {
        return thrown instanceof HttpProxyConnectException refused && refused.headers() != null
                ? refused.headers().getAll(HttpHeaderNames.PROXY_AUTHENTICATE)
                : List.of();
    }
}
