package dev.parley.connect;

import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireEvent;
import java.time.Duration;

/** Shows a session; called by the session's thread only. A round trip that is not known is negative. */
interface View {
    /** Is told of each step, answer and redirect on the way. */
    default void way(WireEvent event) {}

    default void connected(Connected connected) {}

    default void received(MessageEvent message, long roundTripNanos) {}

    default void sent(Outgoing message, FrameEvent frame) {}

    /** Is told of each ping and pong. */
    default void control(FrameEvent frame, long roundTripNanos) {}

    default void finished(Finish finish) {}

    /** Is told that the connection will be made anew. */
    default void reconnecting(int attempt, Duration pause) {}

    /** Says something that went wrong. */
    default void error(String line) {}

    /** Shows what a person asked for. */
    default void show(String line) {}

    /** Is told that nothing more is due for now: what is shown must be seen. */
    default void flush() {}
}
