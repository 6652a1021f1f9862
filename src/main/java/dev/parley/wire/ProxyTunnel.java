package dev.parley.wire;

import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks proxies to pass a connection on, with Netty's handlers. */
final class ProxyTunnel {
    private static final Pattern STATUS = Pattern.compile("status: (.+)$");

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
        if (message.contains("authMethod: UNACCEPTED")) {
            return "the proxy " + proxy + " wants credentials";
        }
        if (message.contains("authStatus: ")) {
            return "the proxy " + proxy + " does not take the credentials given";
        }
        Matcher status = STATUS.matcher(message);
        if (!status.find()) {
            // Netty's message begins with the addresses, which are known.
            return "the proxy " + proxy + " did not pass the connection on: "
                    + message.replaceFirst("^.*=> [^,]*, ", "");
        }
        if (proxy.kind() == Proxy.Kind.SOCKS5) {
            // RFC 1928 section 6, by Netty's names: CONNECTION_REFUSED(5).
            return "the proxy " + proxy + " answered "
                    + status.group(1).toLowerCase(Locale.ROOT).replace('_', ' ').replace("(", " (");
        }
        String answer = "the proxy " + proxy + " answered " + status.group(1).strip();
        return answer.contains(" 407") && proxy.user() != null ? answer + " to the credentials given" : answer;
    }
}
