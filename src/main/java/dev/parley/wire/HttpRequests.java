package dev.parley.wire;

import dev.parley.protocol.Header;
import dev.parley.protocol.HttpHead;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes GET requests as the settings say. */
final class HttpRequests {
    // RFC 9113 section 8.2.2; the host is a pseudo-header there.
    private static final Set<String> NOT_IN_HTTP_2 =
            Set.of("host", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private final boolean secure;
    private final List<Header> headers = new ArrayList<>();

    HttpRequests(WireSettings settings) {
        secure = settings.url().secure();
        headers.add(new Header("Host", settings.url().authority()));
        headers.add(new Header("User-Agent", Agent.NAME));
        headers.add(new Header("Accept", "*/*"));
        headers.removeIf(own -> settings.headers().stream().anyMatch(given -> given.is(own.name())));
        for (Header given : settings.headers()) {
            if (given.value() != null) {
                headers.add(given.is("Host") ? 0 : headers.size(), given);
            }
        }
    }

    /** Returns a request of HTTP/1.1. */
    byte[] http1(String target) {
        return HttpHead.write("GET " + target + " HTTP/1.1", headers);
    }

    /** Returns the headers of a request of HTTP/2. */
    Http2Headers http2(String target) {
        Http2Headers request = new DefaultHttp2Headers().method("GET").path(target);
        request.scheme(secure ? "https" : "http");
        for (Header header : headers) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (name.equals("host")) {
                request.authority(header.value());
            } else if (!NOT_IN_HTTP_2.contains(name)) {
                request.add(name, header.value());
            }
        }
        return request;
    }
}
