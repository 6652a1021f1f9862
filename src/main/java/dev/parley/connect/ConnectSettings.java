package dev.parley.connect;

import dev.parley.wire.WireSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a session does.
 *
 * @param wire where and how to connect
 * @param until until when a script stays connected after its last message
 * @param timeout how long the session may take from its first opening; 0 for no limit
 * @param reconnect null not to
 */
public record ConnectSettings(
        WireSettings wire, Input input, Show show, Wait until, Duration timeout, Pings pings, Reconnect reconnect) {
    /**
     * What is sent.
     *
     * @param messages the first, in this order
     * @param prompt whether a person is asked for more, line by line
     * @param stdin whether more is read from stdin
     * @param binary whether messages are sent as binary
     * @param encoding of binary messages, in and out; null for text in and hex out
     * @param chunkBytes how long the messages are into which {@link Encoding#RAW} input is cut
     * @param slash whether a line that begins with a slash is a command
     * @param replay a transcript whose messages are sent after the first ones, or null
     * @param history where the prompt keeps its lines, or null
     */
    public record Input(
            List<String> messages,
            boolean prompt,
            boolean stdin,
            boolean binary,
            Encoding encoding,
            int chunkBytes,
            boolean slash,
            Path replay,
            Path history) {}

    /**
     * What is shown.
     *
     * @param json whether events are written as JSON in place of messages
     * @param terminal whether stdout is a terminal: then no control character of the network gets there
     * @param quiet whether only errors are talked about
     * @param verbose whether the steps and the handshake are shown
     * @param pings whether pings and pongs are
     * @param pretty whether messages that are JSON are laid out
     */
    public record Show(
            boolean json,
            boolean terminal,
            boolean quiet,
            boolean verbose,
            boolean pings,
            boolean pretty,
            boolean timestamps,
            boolean roundTrips,
            boolean color) {}

    /**
     * When the client pings.
     *
     * @param interval 0 for never
     * @param timeout how long a pong may take until the connection is cut; 0 for ever
     */
    public record Pings(Duration interval, Duration timeout) {}

    /**
     * How to reconnect when the connection is lost.
     *
     * @param tries how often at most, one after another without success; 0 for no end
     * @param longest the longest pause between two
     */
    public record Reconnect(int tries, Duration longest) {}
}
