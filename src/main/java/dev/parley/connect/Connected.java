package dev.parley.connect;

import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Answered;
import dev.parley.wire.Step;
import java.util.List;

/**
 * An open connection, as it is shown.
 *
 * @param steps the way to it
 * @param subprotocol null for none
 * @param extensions null for none
 */
record Connected(
        long nanos, WebSocketUrl url, List<Step> steps, Answered answer, String subprotocol, String extensions) {}
