package dev.parley.client;

/** Something that can happen on an open connection, as a value. */
sealed interface HelloEvent {
    /** A message that came; binary is read as UTF-8. */
    record Reply(String text) implements HelloEvent {}

    /** The end of the connection; 1006 says it came without a close frame (RFC 6455 section 7.1.5). */
    record Closed(int code, String reason) implements HelloEvent {}

    /** A failure to send or to receive. */
    record Failed(Throwable cause) implements HelloEvent {}
}
