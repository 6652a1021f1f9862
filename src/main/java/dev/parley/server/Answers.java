package dev.parley.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes the answers that are no files: short texts that nobody should keep. */
final class Pages {
    private Pages() {}

    /** Answers with a text of one line or more, in UTF-8. */
    static void answer(HttpServletResponse response, int status, String contentType, String text) throws IOException {
        answer(response, status, contentType, bytes(text));
    }

    /** Does the same with what {@link #bytes} returned. */
    static void answer(HttpServletResponse response, int status, String contentType, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Answers with one line of plain text. */
    static void answer(HttpServletResponse response, int status, String line) throws IOException {
        answer(response, status, "text/plain", line + "\n");
    }
}
