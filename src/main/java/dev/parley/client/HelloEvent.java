package dev.parley.client;

/** Is what can happen on an open connection, as a value. */
sealed interface HelloEvent {
    /** A message came; binary is read as UTF-8. */
    record Reply(String text) implements HelloEvent {}

    /** The connection is over; 1006 says it ended without a close frame (RFC 6455 section 7.1.5). */
    record Closed(int code, String reason) implements HelloEvent {}

    /** Sending or receiving failed. */
    record Failed(Throwable cause) implements HelloEvent {}
}
