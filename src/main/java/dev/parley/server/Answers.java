package dev.parley.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The answers over HTTP that are no files: short texts in UTF-8, which nobody should keep. */
public final class Answers {
    private Answers() {}

    /** Answers with one line of plain text. */
    public static void line(HttpServletResponse response, int status, String line) throws IOException {
        text(response, status, "text/plain", line + "\n");
    }

    /** Answers with a text, as it is. */
    public static void text(HttpServletResponse response, int status, String contentType, String text)
            throws IOException {
        write(response, status, contentType, encode(text));
    }

    static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Answers with what {@link #encode} returned. */
    static void write(HttpServletResponse response, int status, String contentType, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
