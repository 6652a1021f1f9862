package dev.parley.check;

import dev.parley.check.Try.Way;
import dev.parley.core.Secrets;
import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Header;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How each other way to try a handshake is sent, and what it is called. */
final class Ways {
    private static final Header FIREFOX = new Header("Connection", "keep-alive, Upgrade");

    private static final Header[] PLAIN = {
        new Header("Upgrade", null),
        new Header("Connection", null),
        new Header("Sec-WebSocket-Key", null),
        new Header("Sec-WebSocket-Version", null),
        new Header("Sec-WebSocket-Extensions", null),
        new Header("Sec-WebSocket-Protocol", null)
    };

    /** How long each of the other ways may take. */
    private static final Duration WAIT = Duration.ofSeconds(3);

    private static final int MOST_REDIRECTS = 5;

    private Ways() {}

    /**
     * Returns how to try a way: not at all if it would be the same as what was given.
     *
     * @param status of the answer to what was given; 0 if there was none
     */
    static List<WireSettings> of(Way way, WireSettings given, int status) {
        WireSettings base = WAIT.compareTo(given.connectTimeout()) < 0 ? given.connectTimeout(WAIT) : given;
        return switch (way) {
            case GIVEN -> List.of(base);
            case PLAIN -> List.of(plain(base));
            case NO_EXTENSIONS -> base.compression() ? List.of(base.compression(false)) : List.of();
            case NO_SUBPROTOCOLS -> base.subprotocols().isEmpty() ? List.of() : List.of(base.subprotocols(List.of()));
            case NO_ORIGIN -> hasOrigin(base) ? List.of(Patient.with(base, new Header("Origin", null))) : List.of();
            case OWN_ORIGIN -> List.of(withOwnOrigin(base));
            case FIREFOX -> List.of(asFirefox(base));
            case OTHER_PATH -> otherPaths(base);
            case REDIRECT -> status / 100 == 3 ? List.of(base.redirects(MOST_REDIRECTS)) : List.of();
            case OTHER_SCHEME -> status == 400 || status == 0 ? List.of(otherScheme(base)) : List.of();
        };
    }

    /** Returns what a way is called, as the end of a sentence: {@code accepted without extensions}. */
    static String words(Way way, WireSettings settings) {
        return switch (way) {
            case GIVEN -> "the same again";
            case PLAIN -> "a plain GET";
            case NO_EXTENSIONS -> "without extensions";
            case NO_SUBPROTOCOLS -> "without subprotocols";
            case NO_ORIGIN -> "without Origin";
            case OWN_ORIGIN -> "with Origin " + ownOrigin(settings.url());
            case FIREFOX -> "with '" + FIREFOX + "'";
            case OTHER_PATH -> "the path " + Secrets.url(settings.url().target());
            case REDIRECT -> "to follow the redirect";
            case OTHER_SCHEME -> settings.url().secure() ? "wss://" : "ws://";
        };
    }

    /** Returns the same as a plain GET: what asks for an upgrade is left out. */
    static WireSettings plain(WireSettings settings) {
        return Patient.with(settings, PLAIN);
    }

    /** Tells whether an Origin is sent, as browsers do. */
    static boolean hasOrigin(WireSettings settings) {
        return settings.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase("Origin"));
    }

    /** Returns the same with the Connection header that Firefox sends. */
    static WireSettings asFirefox(WireSettings settings) {
        return Patient.with(settings, FIREFOX);
    }

    /** Returns the same as a page of the same server would send it. */
    static WireSettings withOwnOrigin(WireSettings settings) {
        return Patient.with(settings, new Header("Origin", ownOrigin(settings.url())));
    }

    /** Returns the origin of a page of the same server. */
    static String ownOrigin(WebSocketUrl url) {
        return (url.secure() ? "https://" : "http://") + url.authority();
    }

    /** Returns the same with TLS if it was without, or the other way round; nothing that may be secret goes without TLS. */
    static WireSettings otherScheme(WireSettings base) {
        WebSocketUrl url = base.url();
        String target = url.secure() ? url.target().replaceFirst("\\?.*", "") : url.target();
        WireSettings other = base.url(url.secure(!url.secure()).target(target));
        return url.secure() ? other.headers(List.of()).subprotocols(List.of()) : other;
    }

    private static List<WireSettings> otherPaths(WireSettings base) {
        String target = base.url().target();
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark);
        String other = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
        List<String> paths = new ArrayList<>();
        if (!other.isEmpty()) {
            paths.add(other);
        }
        for (String usual : List.of("/ws", "/")) {
            if (!path.equals(usual) && !other.equals(usual)) {
                paths.add(usual);
            }
        }
        return paths.stream()
                .map(one -> base.url(base.url().target(one + query)))
                .toList();
    }
}
