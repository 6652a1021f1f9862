package dev.parley.compare;

import dev.parley.wire.ByteCounter;
import dev.parley.wire.HttpConnection;
import dev.parley.wire.HttpConnection.Version;
import dev.parley.wire.HttpOpened;
import dev.parley.wire.HttpReply;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireEvent;
import dev.parley.wire.WireSettings;

/** A client that asks over HTTP. */
final class HttpExchangeClient extends ExchangeClient {
    private final WireSettings settings;
    private final Version version;
    private final String target;
    private final boolean kept;

    /**
     * Prepares a client.
     *
     * @param kept whether a connection is used again
     */
    HttpExchangeClient(
            WireClient client,
            ByteCounter traffic,
            WireSettings settings,
            Version version,
            String target,
            boolean kept) {
        super(client, traffic);
        this.settings = settings;
        this.version = version;
        this.target = target;
        this.kept = kept;
    }

    @Override
    Link connect() {
        return new HttpLink();
    }

    private final class HttpLink extends Link {
        // Null until it is open.
        private HttpConnection connection;

        @Override
        void start() {
            client.connectHttp(settings, version, traffic, this);
        }

        @Override
        boolean ask() {
            return connection.get(target);
        }

        @Override
        void leave() {
            cut();
        }

        @Override
        void cut() {
            if (connection != null) {
                connection.cut();
            }
        }

        @Override
        boolean mayRepeat() {
            return true;
        }

        @Override
        void heard(WireEvent event) {
            if (event instanceof HttpOpened opened) {
                connection = opened.connection();
                ask();
            } else if (event instanceof HttpReply reply) {
                if (!kept && !reply.last()) {
                    // It was asked to close, and does not say that it will.
                    cut();
                }
                replied(reply.nanos(), reply.status(), reply.asText(), reply.last() || !kept);
            }
        }
    }
}
