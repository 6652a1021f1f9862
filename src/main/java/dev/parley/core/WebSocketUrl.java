package dev.parley.core;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a WebSocket endpoint (RFC 6455 section 3).
 *
 * <p>Not a {@link URI}, because that has no host where the name has an underscore, as names in containers often have.
 *
 * @param secure whether TLS is spoken, {@code wss}
 * @param host a name or an address, in ASCII; that of IPv6 without its brackets
 * @param port 1 to 65535
 * @param target what the request line asks for: the path, and the query if there is one; begins with a slash
 */
public record WebSocketUrl(boolean secure, String host, int port, String target) {
    private static final int PORT = 80;
    private static final int SECURE_PORT = 443;
    private static final Pattern FORM = Pattern.compile(
            "(?:(\\w+)://)?(?:([^/?#@]*)@)?(\\[[^\\]/?#]+]|[^:/?#\\[\\]\\s]+)(?::(\\d{1,5}))?([/?][^#]*)?");

    /**
     * Reads what a person types: {@code ws://} may be left out, and {@code http} and {@code https} mean {@code ws} and
     * {@code wss}.
     *
     * <p>A name and password before the host are no part of the result; {@link #userInfo} reads them.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is no such URL
     */
    public static WebSocketUrl parse(String text) {
        Matcher form = matcher(text);
        boolean secure =
                switch (form.group(1) == null ? "ws" : form.group(1).toLowerCase(Locale.ROOT)) {
                    case "ws", "http" -> false;
                    case "wss", "https" -> true;
                    default -> throw notAUrl(text);
                };
        int port = form.group(4) == null ? secure ? SECURE_PORT : PORT : Integer.parseInt(form.group(4));
        if (port < 1 || port > 65_535) {
            throw notAUrl(text);
        }
        return new WebSocketUrl(secure, asciiHost(text, form.group(3)), port, requestTarget(form.group(5)));
    }

    /**
     * Returns the name and password that stand in a URL before the host, or null.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static String userInfo(String text) {
        return matcher(text).group(2);
    }

    /**
     * Follows a redirect.
     *
     * @param location an absolute URL, of {@code http} as well as of {@code ws}, or one relative to this
     * @throws IllegalArgumentException with a sentence for the user, if that is no URL
     */
    public WebSocketUrl resolve(String location) {
        try {
            // A fragment is for pages (RFC 9110 section 10.2.2).
            URI relative = new URI(PercentEncoding.of(location.strip().replaceFirst("#.*", "")));
            return parse(URI.create(toString()).resolve(relative).toString());
        } catch (URISyntaxException e) {
            throw notAUrl(location);
        }
    }

    /** Returns the same with this scheme, {@code wss} or else {@code ws}, and the same port. */
    public WebSocketUrl secure(boolean other) {
        return new WebSocketUrl(other, host, port, target);
    }

    /** Returns the same at this host or address. */
    public WebSocketUrl host(String other) {
        return new WebSocketUrl(secure, other, port, target);
    }

    /** Returns the same with this path and query, as they stand in a request line. */
    public WebSocketUrl target(String other) {
        return new WebSocketUrl(secure, host, port, other);
    }

    /** Tells whether another URL is the same scheme, host and port: whether a secret for this may go there. */
    public boolean sameOrigin(WebSocketUrl other) {
        return secure == other.secure && port == other.port && host.equalsIgnoreCase(other.host);
    }

    /** Returns host and port as in the Host header: without the port that the scheme implies. */
    public String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (secure ? SECURE_PORT : PORT) ? name : name + ":" + port;
    }

    /** Returns the URL as it may be shown and written: without what looks like a secret in it. */
    public String shown() {
        return Secrets.url(toString());
    }

    @Override
    public String toString() {
        return (secure ? "wss://" : "ws://") + authority() + target;
    }

    private static Matcher matcher(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw notAUrl(text);
        }
        return form;
    }

    private static String asciiHost(String text, String written) {
        String bare = written.startsWith("[") ? written.substring(1, written.length() - 1) : written;
        if (bare.chars().allMatch(unit -> unit < 0x80)) {
            // Nothing to encode; and IDN's tables take longer to load than a connection to open.
            return bare;
        }
        try {
            return IDN.toASCII(bare);
        } catch (IllegalArgumentException e) {
            throw notAUrl(text);
        }
    }

    private static String requestTarget(String written) {
        String target = written == null ? "/" : written.startsWith("/") ? written : "/" + written;
        return PercentEncoding.of(target);
    }

    private static IllegalArgumentException notAUrl(String text) {
        return new IllegalArgumentException(
                "'" + Printable.cut(text.replaceFirst("^(\\w+://)?.*@", "$1…@"), 200)
                        + "' is not a WebSocket URL: give one like ws://127.0.0.1:8080/ws, wss://example.com/ws or localhost:8080");
    }
}
