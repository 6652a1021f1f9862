package dev.parley.wire;

/**
 * Is the begin of an open connection.
 *
 * @param subprotocol what the server chose, or null
 * @param extensions what the server accepted, as it wrote it, or null
 */
public record Opened(long nanos, Wire wire, String subprotocol, String extensions) implements WireEvent {}
