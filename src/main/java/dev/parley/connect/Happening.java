package dev.parley.connect;

import dev.parley.wire.WireEvent;

/** Something that happened in a session, or that somebody asks of it. */
sealed interface Happening {
    /** Something happened on the connection. */
    record OnWire(WireEvent event) implements Happening {}

    /** Nothing more will be sent. */
    record InputEnded() implements Happening {}

    /** A person asked to close, and that is the end. */
    record CloseAsked(Command.CloseWith command) implements Happening {}

    /** A person asked to see something. */
    record ShowAsked(Command command) implements Happening {}

    /** A line could not be sent, and why. */
    record InputRefused(String line) implements Happening {}

    /** The input could not be read, and why; nothing more will come. */
    record InputFailed(String line) implements Happening {}

    /** Ctrl-C. */
    record Interrupted() implements Happening {}
}
