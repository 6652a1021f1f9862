package dev.parley.connect;

import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireEvent;
import java.time.Duration;
import java.util.List;

/** Several views that show the same session, as one. */
final class Views implements View {
    private final List<View> views;

    Views(List<View> views) {
        this.views = List.copyOf(views);
    }

    @Override
    public void way(WireEvent event) {
        views.forEach(view -> view.way(event));
    }

    @Override
    public void connected(Connected connected) {
        views.forEach(view -> view.connected(connected));
    }

    @Override
    public void received(MessageEvent message, long roundTripNanos) {
        views.forEach(view -> view.received(message, roundTripNanos));
    }

    @Override
    public void sent(Outgoing message, FrameEvent frame) {
        views.forEach(view -> view.sent(message, frame));
    }

    @Override
    public void control(FrameEvent frame, long roundTripNanos) {
        views.forEach(view -> view.control(frame, roundTripNanos));
    }

    @Override
    public void finished(Finish finish) {
        views.forEach(view -> view.finished(finish));
    }

    @Override
    public void reconnecting(int attempt, Duration pause) {
        views.forEach(view -> view.reconnecting(attempt, pause));
    }

    @Override
    public void error(String line) {
        views.forEach(view -> view.error(line));
    }

    @Override
    public void show(String line) {
        views.forEach(view -> view.show(line));
    }

    @Override
    public void flush() {
        views.forEach(View::flush);
    }
}
