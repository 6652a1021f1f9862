package dev.parley.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Knows in which charset to print: the terminal's, but UTF-8 in the POSIX locale, where Java would print {@code ?}. */
final class Output {
    static final Charset NATIVE = Charset.forName(
            System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
    static final Charset CHARSET = NATIVE.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : NATIVE;

    private Output() {}
}
