package dev.parley.compare;

import dev.parley.protocol.Header;
import dev.parley.wire.ByteCounter;
import dev.parley.wire.HttpConnection.Version;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireSettings;
import java.util.ArrayList;
import java.util.List;

/** The maker of the clients of each way. */
final class Clients {
    private final WireClient client;
    private final Plan plan;
    private final WireSettings closing;

    Clients(WireClient client, Plan plan) {
        this.client = client;
        this.plan = plan;
        List<Header> headers = new ArrayList<>(plan.http().headers());
        // RFC 9112 section 9.6: so says a client that keeps no connection.
        headers.add(new Header("Connection", "close"));
        this.closing = plan.http().headers(headers);
    }

    /** Makes one that does the exchange. */
    ExchangeClient of(Way way, ByteCounter traffic) {
        return of(way, traffic, plan.http().url().target(), plan.webSocket());
    }

    /** Makes one whose reply takes long. */
    ExchangeClient late(Way way) {
        return of(way, new ByteCounter(), plan.lateTarget(), plan.lateWebSocket());
    }

    private ExchangeClient of(Way way, ByteCounter traffic, String target, WireSettings webSocket) {
        return switch (way) {
            case NEW_CONNECTION -> new HttpExchangeClient(client, traffic, closing, Version.HTTP_1_1, target, false);
            case KEPT_ALIVE -> new HttpExchangeClient(client, traffic, plan.http(), Version.HTTP_1_1, target, true);
            case HTTP_2 -> new HttpExchangeClient(client, traffic, plan.http(), Version.HTTP_2, target, true);
            case WEB_SOCKET -> new WebSocketExchangeClient(client, traffic, webSocket);
        };
    }
}
