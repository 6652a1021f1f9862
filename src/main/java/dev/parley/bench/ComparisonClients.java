package dev.parley.bench;

import dev.parley.wire.ByteCounter;
import dev.parley.wire.Header;
import dev.parley.wire.HttpConnection.Version;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireSettings;
import java.util.ArrayList;
import java.util.List;

/** Makes the clients of each way. */
final class ComparisonClients {
    private final WireClient client;
    private final ComparisonPlan plan;
    private final WireSettings closing;

    ComparisonClients(WireClient client, ComparisonPlan plan) {
        this.client = client;
        this.plan = plan;
        List<Header> headers = new ArrayList<>(plan.http().headers());
        // RFC 9112 section 9.6: so says a client that keeps no connection.
        headers.add(new Header("Connection", "close"));
        this.closing = plan.http().headers(headers);
    }

    /** Makes one that does the exchange. */
    ComparisonClient of(ComparisonWay way, ByteCounter traffic) {
        return of(way, traffic, plan.http().url().target(), plan.webSocket());
    }

    /** Makes one whose reply takes long. */
    ComparisonClient late(ComparisonWay way) {
        return of(way, new ByteCounter(), plan.lateTarget(), plan.lateWebSocket());
    }

    private ComparisonClient of(ComparisonWay way, ByteCounter traffic, String target, WireSettings webSocket) {
        return switch (way) {
            case NEW_CONNECTION -> new ComparisonHttpClient(client, traffic, closing, Version.HTTP_1_1, target, false);
            case KEPT_ALIVE -> new ComparisonHttpClient(client, traffic, plan.http(), Version.HTTP_1_1, target, true);
            case HTTP_2 -> new ComparisonHttpClient(client, traffic, plan.http(), Version.HTTP_2, target, true);
            case WEB_SOCKET -> new ComparisonWebSocketClient(client, traffic, webSocket);
        };
    }
}
