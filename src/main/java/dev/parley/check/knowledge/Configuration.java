package dev.parley.check.knowledge;

import java.util.List;

/**
 * Lines of configuration that make one hop do one thing, in one place; an entry of {@code configurations.json}.
 *
 * <p>A product that needs lines in two places has two entries.
 *
 * @param hop the product, in the spelling of {@link Hop}
 * @param topic what it is for: {@code upgrade}, {@code idle}, {@code connections}, {@code message-size}
 * @param where the one file or place that all its lines go to
 * @param lines as they are written there
 */
public record Configuration(String hop, String topic, String where, List<String> lines) {}
