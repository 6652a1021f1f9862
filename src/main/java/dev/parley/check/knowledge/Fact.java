package dev.parley.check.knowledge;

import java.util.regex.Pattern;

/**
 * Something known of a proxy, load balancer, server, library or browser that limits a path; an entry of {@code facts.json}.
 *
 * @param id a word that never changes, by which verdicts cite it
 * @param hop who does it: a product, in the spelling of {@link Hop}, perhaps with more words around it
 * @param server whether that is a WebSocket server, rather than a hop in front of one, a client or an operating system
 * @param kind what is limited: {@code idle}, {@code lifetime}, {@code handshake}, {@code message-size}, {@code connections} or
 *     {@code close-code}
 * @param defaultValue what it is if nobody sets it, in {@code unit}; null if there is no default, or none is known
 * @param unit of the default, like {@code s}, {@code ms}, {@code bytes}, {@code http}
 * @param shows how it shows on the wire, in the words of {@link Shows}; null if it casts suspicion on nobody
 * @param symptom how it shows, for people
 * @param setting what sets it, the best known first; {@code fixed} if nothing does; null if that is not known
 * @param fix what to do; null if nothing can be done
 * @param source an https URL where that is written
 * @param confidence {@code high}, {@code medium} or {@code low}
 */
public record Fact(
        String id,
        String hop,
        boolean server,
        String kind,
        String defaultValue,
        String unit,
        String shows,
        String symptom,
        String setting,
        String fix,
        String source,
        String confidence) {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern MORE = Pattern.compile(" / |; |, | \\+ | \\(| of the ");

    /** Tells whether it is about a product: its name stands in it as a whole word, so {@code ingress-nginx} is not nginx. */
    boolean isAbout(String product) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(product) + "(?![\\w-])")
                .matcher(hop)
                .find();
    }

    /** Returns the default in seconds if it is a time, else in its unit; 0 if there is none. */
    double number() {
        if (defaultValue == null || !NUMBER.matcher(defaultValue).matches()) {
            return 0;
        }
        return Double.parseDouble(defaultValue) / (unit.equals("ms") ? 1_000 : 1);
    }

    /** Tells whether nothing is known to set it. */
    boolean isFixed() {
        return setting == null || setting.equals("fixed");
    }

    /** Returns who does it and the first of its settings, for a clause. */
    String name() {
        return isFixed() ? hop : hop + " " + MORE.split(setting)[0];
    }
}
