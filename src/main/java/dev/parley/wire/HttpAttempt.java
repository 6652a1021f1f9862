package dev.parley.wire;

import dev.parley.wire.Ended.How;
import dev.parley.wire.HttpConnection.Version;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.List;

/** Goes the way to one HTTP connection, whose last step is to agree on the version. */
final class HttpAttempt extends Attempt {
    private static final String HTTP_2 = "h2";

    private final WireSettings settings;
    private final Version version;
    private final WireListener listener;

    HttpAttempt(
            EventLoop loop,
            Transport transport,
            WireSettings settings,
            Version version,
            ByteCounter traffic,
            WireListener listener) {
        super(loop, transport, settings, traffic, listener);
        this.settings = settings;
        this.version = version;
        this.listener = listener;
    }

    @Override
    List<String> protocols() {
        // Both for HTTP/2, too: some servers end TLS with an alert when nothing offered is known to them.
        return version == Version.HTTP_2 ? List.of(HTTP_2, "http/1.1") : List.of("http/1.1");
    }

    @Override
    void lastStep(Channel connected) {
        begin(Step.Kind.HANDSHAKE, settings.url().authority());
        if (version == Version.HTTP_2 && settings.url().secure() && !HTTP_2.equals(agreed())) {
            fail(How.REFUSED, "the server does not offer HTTP/2 in TLS (ALPN)");
            return;
        }
        arrive();
        HttpConnection connection = new HttpConnection(connected, settings, version, listener);
        connection.begin();
        listener.event(new HttpOpened(System.nanoTime(), connection));
    }
}
