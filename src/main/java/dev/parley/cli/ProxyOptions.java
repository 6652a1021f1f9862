package dev.parley.cli;

import dev.parley.core.NoProxy;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Proxy;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say through which proxy to go. */
final class ProxyOptions {
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

    /** Returns the proxy for a URL, or null for none. */
    Proxy proxy(WebSocketUrl url) {
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
            throw new WrongUsage("--proxy-auth has no password: give USER:PASSWORD");
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
