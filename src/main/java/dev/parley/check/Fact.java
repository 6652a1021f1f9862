package dev.parley.check;

/**
 * Is something known of a proxy, load balancer, server, library or browser that limits a path; an entry of {@code facts.json}.
 *
 * @param id a word that never changes, by which verdicts cite it
 * @param hop who does it: a product, in words
 * @param kind what is limited: {@code idle}, {@code lifetime}, {@code handshake}, {@code message-size}, {@code connections} or
 *     {@code close-code}
 * @param defaultValue what it is if nobody sets it, in {@code unit}; null if it is none or not known
 * @param unit of the default, like {@code s}, {@code ms}, {@code bytes}, {@code http}
 * @param symptom how it shows
 * @param setting what sets it
 * @param fix what to do
 * @param source where that is written, an https URL
 * @param confidence {@code high}, {@code medium} or {@code low}
 */
public record Fact(
        String id,
        String hop,
        String kind,
        String defaultValue,
        String unit,
        String symptom,
        String setting,
        String fix,
        String source,
        String confidence) {}
