package dev.parley.wire;

/**
 * The beginning of an HTTP connection: TCP and TLS stand, and a request may go out.
 */
public record HttpOpened(long nanos, HttpConnection connection) implements WireEvent {}
