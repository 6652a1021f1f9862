package dev.parley.wire;

import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.ClientHandshake;
import dev.parley.protocol.ClientHandshake.Agreement;
import dev.parley.protocol.Deflate;
import dev.parley.protocol.HandshakeRule;
import dev.parley.protocol.HandshakeViolation;
import dev.parley.protocol.Role;
import dev.parley.wire.Ended.How;
import io.netty.channel.Channel;
import java.util.List;

/** The opening handshake over HTTP/1.1, and again after a redirect (RFC 6455 section 4.1). */
final class WebSocketStep implements LastStep {
    private final WireSettings settings;
    private final WireListener listener;
    private final byte[] preamble;
    private Way way;
    private Channel channel;
    private ClientHandshake handshake;

    /**
     * Makes the step for one way.
     *
     * @param preamble what is sent before everything else, like a PROXY line; empty for nothing
     */
    WebSocketStep(WireSettings settings, WireListener listener, byte[] preamble) {
        this.settings = settings;
        this.listener = listener;
        this.preamble = preamble;
    }

    @Override
    public List<String> protocols() {
        // Else a server may choose HTTP/2, where a handshake looks different (RFC 8441).
        return List.of("http/1.1");
    }

    @Override
    public byte[] preamble() {
        return preamble;
    }

    @Override
    public LastStep to(WireSettings next) {
        return new WebSocketStep(next, listener, preamble);
    }

    @Override
    public void begin(Way begun, Channel connected) {
        way = begun;
        channel = connected;
        handshake = new ClientHandshake(
                settings.url(), Agent.NAME, settings.headers(), settings.subprotocols(), settings.compression());
        AnswerReader reader = new AnswerReader(handshake.request(), this::answered, this::notAnswered);
        way.begin(Stage.HANDSHAKE, settings.url().authority());
        reader.addTo(way, connected);
    }

    /** Takes the whole answer, or as much of a refusal as is of use. */
    private void answered(Answered answer) {
        if (way.isOver()) {
            return;
        }
        listener.event(answer);
        String location = answer.header("Location");
        if (answer.status() >= 301 && answer.status() <= 308 && location != null && settings.redirects() > 0) {
            redirect(answer, location);
            return;
        }
        try {
            Agreement agreed = handshake.check(answer.status(), answer.headers());
            way.done(answer.nanos(), "HTTP " + answer.status());
            open(agreed, answer);
        } catch (HandshakeViolation e) {
            way.fail(
                    How.REFUSED,
                    e.rule() == HandshakeRule.STATUS
                            ? new Cause.HttpStatus(answer.status())
                            : new Cause.InvalidAnswer(e.rule(), e.value()));
        }
    }

    /** Takes note that the answer never came whole, or is none. */
    private void notAnswered(Cause cause) {
        way.fail(How.REFUSED, cause);
    }

    private void open(Agreement agreed, Answered answer) {
        way.arrive();
        Deflate deflate = agreed.deflate() == null ? null : new Deflate(Role.CLIENT, agreed.deflate());
        OpenWire wire = new OpenWire(channel, Role.CLIENT, listener, deflate, settings.maxMessageBytes());
        channel.pipeline()
                .addLast(new FrameReader(wire, settings.maxMessageBytes()))
                .addLast(wire.new Ear());
        listener.event(
                new Opened(System.nanoTime(), wire, agreed.subprotocol(), answer.header("Sec-WebSocket-Extensions")));
    }

    private void redirect(Answered answer, String location) {
        WebSocketUrl next;
        try {
            next = settings.url().resolve(location);
        } catch (IllegalArgumentException e) {
            way.fail(How.REFUSED, new Cause.BadRedirect(answer.status(), e.getMessage()));
            return;
        }
        listener.event(new Redirected(
                System.nanoTime(), answer.status(), next, !settings.url().sameOrigin(next)));
        way.turnTo(settings.redirectedTo(next));
    }
}
