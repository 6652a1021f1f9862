package dev.parley.check;

import java.util.List;

/**
 * Is a piece of configuration that makes one hop do one thing; an entry of {@code configurations.json}.
 *
 * @param hop the product, in the spelling of {@link Hop}
 * @param topic what it is for: {@code upgrade}, {@code idle}, {@code connections}, {@code message-size}
 * @param where the file or place it goes to
 * @param lines as they are written there
 */
public record Configuration(String hop, String topic, String where, List<String> lines) {}
