package dev.parley.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of an HTTP/1.1 request (RFC 9112 section 2.1).
 *
 * @param method like {@code GET}
 * @param target the path and the query, as they came
 * @param version like {@code HTTP/1.1}
 * @param headers in their order
 */
public record HttpHead(String method, String target, String version, List<Header> headers) {
    /** Copies the list. */
    public HttpHead {
        headers = List.copyOf(headers);
    }

    /**
     * Reads a head, up to and with its empty line.
     *
     * @throws IllegalArgumentException with what is wrong, if it is no head of a request
     */
    public static HttpHead parse(String head) {
        List<String> lines = head.lines().toList();
        String[] start = lines.isEmpty() ? new String[0] : lines.get(0).split(" ");
        if (start.length != 3) {
            throw new IllegalArgumentException("no request line");
        }
        List<Header> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("a line that is no header");
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return new HttpHead(start[0], start[1], start[2], headers);
    }

    /** Returns the value of the first header of that name, or null. */
    public String header(String name) {
        return Header.value(headers, name);
    }

    /** Writes the head of a request or an answer. */
    public static byte[] write(String startLine, List<Header> headers) {
        StringBuilder head = new StringBuilder(startLine).append("\r\n");
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
