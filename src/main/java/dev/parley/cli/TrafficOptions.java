package dev.parley.cli;

import dev.parley.bench.Expected;
import dev.parley.bench.Messages;
import dev.parley.bench.Traffic;
import dev.parley.protocol.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code bench} that say what is sent, and what the replies have to be. */
final class TrafficOptions {
    private static final int USUAL_BYTES = 64;
    private static final int USUAL_PING_BYTES = 16;

    @Option(names = "--ping", description = "Send pings instead of messages; works with any server.")
    private boolean ping;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = Converter.Size.class,
            description = "Send messages of this length, no two alike; default 64 bytes, or 16 for pings.")
    private Integer size;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "Send this message; several are sent in turn.")
    private List<String> messages = new ArrayList<>();

    @Option(names = "--message-file", paramLabel = "FILE", description = "Send the lines of this file in turn.")
    private Path messageFile;

    @Option(
            names = {"-b", "--binary"},
            description = "Send messages as binary.")
    private boolean binary;

    @Option(
            names = "--fragments",
            paramLabel = "N",
            defaultValue = "1",
            description = "Send each message in this many frames.")
    private int fragments;

    @Option(
            names = "--expect",
            paramLabel = "auto|echo|any|none|=TEXT",
            defaultValue = "auto",
            description = {
                "What replies have to be: what was sent, anything, none at all, or this text; default auto: a first"
                        + " connection finds out."
            })
    private String expect;

    /** Tells whether replies are waited for. */
    boolean isAnswered() {
        return !expect.equals("none");
    }

    boolean ping() {
        return ping;
    }

    /**
     * Returns what is sent.
     *
     * @param idle whether that is nothing
     */
    Traffic traffic(boolean idle) {
        WrongUsage.unless(fragments >= 1, "--fragments " + fragments + " is out of range: give at least 1");
        if (ping) {
            WrongUsage.unless(!binary && fragments == 1, "--ping sends pings: without --binary and --fragments");
            WrongUsage.unless(expect.equals("auto"), "--ping is answered by pongs: without --expect");
        }
        return new Traffic(
                ping ? Traffic.Kind.PING : binary ? Traffic.Kind.BINARY : Traffic.Kind.TEXT,
                messages(),
                fragments,
                idle ? new Expected.Nothing() : expected());
    }

    private Messages messages() {
        int given = (size == null ? 0 : 1) + (messages.isEmpty() ? 0 : 1) + (messageFile == null ? 0 : 1);
        WrongUsage.unless(given <= 1, "--size, --message and --message-file: give one of them");
        if (messageFile == null && messages.isEmpty()) {
            int bytes = size != null ? size : ping ? USUAL_PING_BYTES : USUAL_BYTES;
            checkPing(bytes);
            return new Messages.Numbered(bytes);
        }
        List<byte[]> list = (messageFile == null ? messages : lines())
                .stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
        checkPing(list.stream().mapToInt(message -> message.length).max().orElse(0));
        return new Messages.Listed(list);
    }

    private void checkPing(int longest) {
        WrongUsage.unless(
                !ping || longest <= Frame.MAX_CONTROL_BYTES,
                "--ping with " + longest + " bytes: a ping carries at most " + Frame.MAX_CONTROL_BYTES
                        + " (RFC 6455 section 5.5)");
    }

    private List<String> lines() {
        try {
            List<String> lines = Files.readAllLines(messageFile, StandardCharsets.UTF_8);
            WrongUsage.unless(!lines.isEmpty(), "--message-file " + messageFile + " is empty: give a message a line");
            return lines;
        } catch (IOException e) {
            throw new WrongUsage("--message-file " + messageFile + ": the file cannot be read as UTF-8");
        }
    }

    private Expected expected() {
        if (expect.startsWith("=")) {
            return new Expected.Same(expect.substring(1).getBytes(StandardCharsets.UTF_8));
        }
        return switch (expect) {
            case "auto" -> new Expected.FindOut();
            case "echo" -> new Expected.Echo();
            case "any" -> new Expected.Any();
            case "none" -> new Expected.Nothing();
            default -> throw new WrongUsage("--expect '" + expect + "' is not one of auto, echo, any, none and =TEXT");
        };
    }
}
