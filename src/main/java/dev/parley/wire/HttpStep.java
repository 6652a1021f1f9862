package dev.parley.wire;

import dev.parley.wire.Ended.How;
import dev.parley.wire.HttpConnection.Version;
import io.netty.channel.Channel;
import java.util.List;

/** Plain HTTP, whose last step is to agree on the version. */
final class HttpStep implements LastStep {
    private static final String HTTP_2 = "h2";

    private final WireSettings settings;
    private final Version version;
    private final WireListener listener;

    HttpStep(WireSettings settings, Version version, WireListener listener) {
        this.settings = settings;
        this.version = version;
        this.listener = listener;
    }

    @Override
    public List<String> protocols() {
        // Both for HTTP/2, too: some servers end TLS with an alert when nothing offered is known to them.
        return version == Version.HTTP_2 ? List.of(HTTP_2, "http/1.1") : List.of("http/1.1");
    }

    @Override
    public LastStep to(WireSettings next) {
        return new HttpStep(next, version, listener);
    }

    @Override
    public void begin(Way way, Channel connected) {
        way.begin(Stage.HANDSHAKE, settings.url().authority());
        if (version == Version.HTTP_2 && settings.url().secure() && !HTTP_2.equals(way.agreed())) {
            way.fail(How.REFUSED, new Cause.NoHttp2Offered());
            return;
        }
        way.arrive();
        OpenHttp connection = new OpenHttp(connected, settings, version, listener);
        connection.begin();
        listener.event(new HttpOpened(System.nanoTime(), connection));
    }
}
