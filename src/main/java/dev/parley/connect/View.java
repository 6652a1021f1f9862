package dev.parley.connect;

import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireEvent;
import java.time.Duration;

/** A way to show a session; called by the session's thread only. A round trip that is not known is negative. */
interface View {
    /** Shows a step, an answer or a redirect on the way. */
    default void way(WireEvent event) {}

    default void connected(Connected connected) {}

    default void received(MessageEvent message, long roundTripNanos) {}

    default void sent(Outgoing message, FrameEvent frame) {}

    /** Shows a ping or a pong. */
    default void control(FrameEvent frame, long roundTripNanos) {}

    default void finished(Finish finish) {}

    /** Shows that the connection will be made anew. */
    default void reconnecting(int attempt, Duration pause) {}

    /** Says something that went wrong. */
    default void error(String line) {}

    /** Shows what a person asked for. */
    default void show(String line) {}

    /** Makes what has been shown visible: nothing more is due for now. */
    default void flush() {}
}
