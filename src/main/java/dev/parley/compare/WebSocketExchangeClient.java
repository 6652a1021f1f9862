package dev.parley.compare;

import dev.parley.core.CloseCode;
import dev.parley.wire.ByteCounter;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.Opened;
import dev.parley.wire.Wire;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireEvent;
import dev.parley.wire.WireSettings;
import java.nio.charset.StandardCharsets;

/** A client that sends a message over WebSocket and takes the next one as its reply. */
final class WebSocketExchangeClient extends ExchangeClient {
    private static final byte[] MESSAGE = Plan.MESSAGE.getBytes(StandardCharsets.UTF_8);

    private final WireSettings settings;

    WebSocketExchangeClient(WireClient client, ByteCounter traffic, WireSettings settings) {
        super(client, traffic);
        this.settings = settings;
    }

    @Override
    Link connect() {
        return new WebSocketLink();
    }

    private final class WebSocketLink extends Link {
        // Null until it is open.
        private Wire wire;

        @Override
        void start() {
            client.connect(settings, traffic, this);
        }

        @Override
        boolean ask() {
            return wire.sendText(MESSAGE);
        }

        @Override
        void leave() {
            if (wire != null) {
                wire.close(CloseCode.NORMAL, "");
            }
        }

        @Override
        void cut() {
            if (wire != null) {
                wire.cut();
            }
        }

        @Override
        boolean mayRepeat() {
            // A message may have been taken, and nobody knows what it would do a second time.
            return false;
        }

        @Override
        void heard(WireEvent event) {
            if (event instanceof Opened opened) {
                wire = opened.wire();
                ask();
            } else if (event instanceof MessageEvent message) {
                replied(message.nanos(), 0, message.asText(), false);
            }
        }
    }
}
