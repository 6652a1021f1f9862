package dev.parley.wire;

import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks proxies to pass a connection on, with Netty's handlers. */
final class ProxyTunnel {
    private static final Pattern HTTP_STATUS = Pattern.compile("status: (.+)$");

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

    /** Says in a clause why the proxy did not pass the connection on. */
    static String describe(Proxy proxy, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        Matcher status = HTTP_STATUS.matcher(message);
        if (status.find()) {
            return "the proxy " + proxy + " answered " + status.group(1);
        }
        // Netty's message begins with the addresses, which are known.
        return "the proxy " + proxy + " did not pass the connection on: " + message.replaceFirst("^.*=> [^,]*, ", "");
    }
}
