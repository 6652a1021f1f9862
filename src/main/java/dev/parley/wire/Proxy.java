package dev.parley.wire;

import dev.parley.core.Printable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy that passes a connection on to any host.
 *
 * @param kind how it is asked to
 * @param port 1 to 65535
 * @param user null if it wants no credentials
 * @param password null if it wants no credentials
 */
public record Proxy(Kind kind, String host, int port, String user, String password) {
    /** Names what proxies speak. */
    public enum Kind {
        /** HTTP's CONNECT (RFC 9110 section 9.3.6). */
        HTTP,
        /** SOCKS version 5 (RFC 1928); the proxy looks the host name up. */
        SOCKS5
    }

    private static final int HTTP_PORT = 3128;
    private static final int SOCKS_PORT = 1080;
    private static final Pattern FORM = Pattern.compile(
            "(?:(\\w+)://)?(?:([^:@/]*)(?::([^@/]*))?@)?(\\[[^\\]/]+]|[^:/@\\[\\]\\s]+)(?::(\\d{1,5}))?/?");

    /**
     * Reads {@code http://user:password@host:port} or {@code socks5://…}, with {@code http} as default; also
     * {@code socks5h}, which is the same.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is none of these
     */
    public static Proxy parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw notAProxy(text);
        }
        Kind kind =
                switch (form.group(1) == null ? "http" : form.group(1).toLowerCase(Locale.ROOT)) {
                    case "http" -> Kind.HTTP;
                    case "socks5", "socks5h" -> Kind.SOCKS5;
                    case "https" ->
                        throw new IllegalArgumentException(
                                "a proxy that is itself reached by TLS (https://) is not supported: give its http:// port");
                    default -> throw notAProxy(text);
                };
        int port = form.group(5) == null ? kind == Kind.HTTP ? HTTP_PORT : SOCKS_PORT : Integer.parseInt(form.group(5));
        if (port < 1 || port > 65_535) {
            throw notAProxy(text);
        }
        return new Proxy(
                kind,
                form.group(4).replaceAll("[\\[\\]]", ""),
                port,
                decoded(form.group(2)),
                form.group(2) != null && form.group(3) == null ? "" : decoded(form.group(3)));
    }

    /** Leaves the credentials out. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + port;
    }

    private static String decoded(String text) {
        // '+' stands for itself before the host.
        return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException notAProxy(String text) {
        return new IllegalArgumentException("'" + Printable.cut(text.replaceFirst("^(\\w+://)?.*@", "$1…@"), 200)
                + "' is not a proxy: give one like http://proxy.example.com:3128 or socks5://127.0.0.1:1080");
    }
}
