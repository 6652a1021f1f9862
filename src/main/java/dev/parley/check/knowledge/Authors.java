package dev.parley.check.knowledge;

import java.util.List;
import java.util.regex.Pattern;

/** The products that sign their close frames with a reason of their own: the surest sign of whose limit was met. */
final class Authors {
    /** A reason, and the facts about who gives it, the likeliest first. */
    private record Author(Pattern reason, List<String> ids) {}

    private static final List<Author> AUTHORS = List.of(
            author("The WebSocket session .* timeout expired", "tomcat-idle"),
            author("closed by the container because of the idle timeout", "tyrus-idle"),
            author("keepalive ping timeout", "py-ping", "uvicorn-ping"),
            author("^Connection Idle Timeout", "jetty-idle"),
            author("idle for .* \\(idle-timeout|^idle timeout|idle-timeout", "parley-idle"),
            author(
                    "decoded text message was too big|binary message was too big for the (output )?buffer",
                    "tomcat-msg"),
            author("bytes long but the MessageHandler has a limit of", "tomcat-msg"),
            author("^(Text|Binary) message too large", "jetty-msg"),
            author("Cannot handle payload lengths larger than", "jetty-frame"),
            author("Message exceeded max message size", "undertow-msg"),
            author("Buffer overflow\\.", "tyrus-buf"),
            author("^\"?Too big\\.", "tyrus-1009"),
            author("Max payload size exceeded", "ws-node"),
            author("^frame (with \\d+ bytes )?exceeds limit|over size limit", "py", "uvicorn"),
            author("^message too big", "tornado-msg"),
            author("Max frame length", "netty", "spring-netty", "vertx"),
            author("^read limited at", "coder"));

    private Authors() {}

    /** Returns the ids of the facts about who closes with such a reason; none if nobody is known to. */
    static List<String> of(Manner manner) {
        return AUTHORS.stream()
                .filter(author -> manner.kind() == Manner.Kind.CLOSE_FRAME
                        && author.reason().matcher(manner.reason()).find())
                .flatMap(author -> author.ids().stream())
                .toList();
    }

    /** Returns all facts that some reason points to. */
    static List<String> all() {
        return AUTHORS.stream().flatMap(author -> author.ids().stream()).toList();
    }

    private static Author author(String reason, String... ids) {
        return new Author(Pattern.compile(reason, Pattern.CASE_INSENSITIVE), List.of(ids));
    }
}
