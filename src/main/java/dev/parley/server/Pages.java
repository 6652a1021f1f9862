package dev.parley.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes the answers that are no files: short texts that nobody should keep. */
final class Pages {
    private Pages() {}

    /** Answers with a text of one line or more, in UTF-8. */
    static void answer(HttpServletResponse response, int status, String contentType, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(contentType);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Answers with one line of plain text. */
    static void answer(HttpServletResponse response, int status, String line) throws IOException {
        answer(response, status, "text/plain", line + "\n");
    }
}
