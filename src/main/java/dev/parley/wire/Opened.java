package dev.parley.wire;

/**
 * The opening of a connection: the handshake is done.
 *
 * @param subprotocol what the server chose, or null
 * @param extensions what the server accepted, as it wrote it, or null
 */
public record Opened(long nanos, Wire wire, String subprotocol, String extensions) implements WireEvent {}
