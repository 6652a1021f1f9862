package dev.parley.wire;

import dev.parley.core.WebSocketUrl;

/**
 * A redirect that is followed.
 *
 * @param withheld whether secrets are not sent there, because it is another scheme, host or port
 */
public record Redirected(long nanos, int status, WebSocketUrl to, boolean withheld) implements WireEvent {}
