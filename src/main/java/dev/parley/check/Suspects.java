package dev.parley.check;

import dev.parley.core.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds who it looks like, in what is known; pure rules.
 *
 * <p>What says its author comes first (the reason of a close frame), then who was seen on the path, then whose default is just the
 * number that was measured.
 */
final class Suspects {
    /** Names the author of a close frame by its reason. */
    private record Author(Pattern reason, String factId, String clause) {}

    private static final List<Author> AUTHORS = List.of(
            new Author(
                    Pattern.compile("(?i)The WebSocket session .* timeout expired.*"),
                    "tomcat-idle",
                    "Tomcat's idle timeout of the session, by the reason that it gives"),
            new Author(
                    Pattern.compile("(?i).*closed by the container because of the idle timeout.*"),
                    "tyrus-idle",
                    "Tyrus (Payara, GlassFish): its idle timeout of the session, by the reason that it gives"),
            new Author(
                    Pattern.compile("(?i).*keepalive ping timeout.*"),
                    "py-ping",
                    "Python websockets: no pong came to its own pings, by the reason that it gives"),
            new Author(
                    Pattern.compile("(?i)Connection Idle Timeout.*"),
                    "jetty-idle",
                    "Jetty's idle timeout, by the reason that it gives"),
            new Author(
                    Pattern.compile("(?i).*idle for .* \\(idle-timeout.*|(?i)idle timeout.*|(?i).*idle-timeout.*"),
                    "parley-idle",
                    "Parley's own idle-timeout, by the reason that it gives"));

    /** Do not cut, though they are about idleness: advice, and what does not end a connection. */
    private static final Set<String> NO_CUTS = Set.of(
            "nginx-oneway-ok",
            "nginx-send-timeout",
            "ingress-nginx-advice",
            "httpd-timeout-default",
            "httpd-wsidle",
            "alb-race",
            "tomcat-send",
            "tomcat-close",
            "tomcat-async",
            "spring-send",
            "spring-first",
            "nginx-reload",
            "ingress-nginx-reload",
            "istio-drain");

    private static final Pattern SILENT = Pattern.compile("(?i).*(silent|vanish|dropped|removed).*");
    private static final double LEAST_TOLERANCE = 1.2;
    private static final double TOLERANCE = 0.04;
    private static final double TOO_EARLY = 0.3;
    private static final int FRAME_HEADER_BYTES = 14;

    private final Facts facts;

    Suspects(Facts facts) {
        this.facts = facts;
    }

    /** Returns who cuts an idle connection after this time in this manner. */
    List<Suspect> idle(double seconds, Manner manner, List<Hop> seen) {
        List<Suspect> suspects = new ArrayList<>(authors(manner, seen));
        suspects.addAll(timers("idle", seconds, manner, seen));
        return distinct(suspects);
    }

    /** Returns who cuts a connection at this age though it is busy. */
    List<Suspect> lifetime(double seconds, Manner manner, List<Hop> seen) {
        return distinct(timers("lifetime", seconds, manner, seen));
    }

    /** Returns whose limit on messages or frames is just this, or who was seen and has one. */
    List<Suspect> messageSize(long bytes, boolean frames, Manner manner, List<Hop> seen) {
        List<Suspect> suspects = new ArrayList<>();
        for (Fact fact : kind("message-size")) {
            double limit = number(fact);
            boolean equal = limit > 0 && Math.abs(limit - bytes) <= (frames ? FRAME_HEADER_BYTES : 0);
            if (equal) {
                suspects.add(suspect(fact, seen, "whose default is " + Figures.count((long) limit) + " bytes"));
            }
        }
        return distinct(seenFirst(suspects));
    }

    /** Returns who lets in so many connections and refuses the next like this. */
    List<Suspect> connections(int held, Refused how, List<Hop> seen) {
        List<Suspect> suspects = new ArrayList<>();
        for (String id :
                switch (how.kind()) {
                    case HTTP ->
                        switch (how.code()) {
                            case 500 -> List.of("nginx-workers");
                            case 503 -> List.of("parley-connections");
                            case 429 -> List.of("mulesoft");
                            default -> List.<String>of();
                        };
                    case CLOSED ->
                        switch (how.code()) {
                            case 1013 -> List.of("tyrus-maxsess", "parley-connections");
                            case 1008 -> List.of("cc-alchemy");
                            default -> List.of("hs-ibm");
                        };
                    case HANGS -> List.of("haproxy-maxconn", "httpd-mrw", "tomcat-maxconn");
                    case TCP_REFUSED -> List.of("nginx-workers", "tomcat-maxconn");
                    case OWN_LIMIT -> List.of("fd", "ephemeral");
                }) {
            facts.facts().stream()
                    .filter(fact -> fact.id().equals(id))
                    .forEach(fact ->
                            suspects.add(suspect(fact, seen, fact.symptom().replaceFirst("\\s*\\[measured.*", ""))));
        }
        boolean any = suspects.stream().anyMatch(Suspect::seen);
        // Who was not seen is no more than a guess when somebody was.
        return seenFirst(suspects).stream().filter(one -> !any || one.seen()).toList();
    }

    private List<Suspect> authors(Manner manner, List<Hop> seen) {
        List<Suspect> suspects = new ArrayList<>();
        for (Author author : AUTHORS) {
            if (manner.kind() == Manner.Kind.CLOSE_FRAME
                    && author.reason().matcher(manner.reason()).matches()) {
                Fact fact = facts.fact(author.factId());
                suspects.add(new Suspect(author.clause(), fact, isSeen(fact, seen)));
            }
        }
        return suspects;
    }

    private List<Suspect> timers(String kind, double seconds, Manner manner, List<Hop> seen) {
        List<Suspect> equal = new ArrayList<>();
        List<Suspect> set = new ArrayList<>();
        for (Fact fact : kind(kind)) {
            if (NO_CUTS.contains(fact.id()) || !fits(fact, manner)) {
                continue;
            }
            double limit = number(fact);
            boolean matches = limit > 0
                    && seconds > limit - TOO_EARLY
                    && seconds < limit + Math.max(LEAST_TOLERANCE, limit * TOLERANCE);
            if (matches) {
                equal.add(suspect(fact, seen, "whose default is " + words(limit)));
            } else if (isSeen(fact, seen) && !fact.setting().matches("(?i)(fixed|none|-|not changeable).*")) {
                set.add(suspect(
                        fact,
                        seen,
                        "set to about " + words(seconds) + " here ("
                                + (limit > 0 ? "its default is " + words(limit) : "it has no default") + ")"));
            }
        }
        List<Suspect> all = new ArrayList<>(equal.stream().filter(Suspect::seen).toList());
        all.addAll(set);
        all.addAll(equal.stream().filter(one -> !one.seen()).toList());
        return all;
    }

    /** Tells whether somebody ends connections in this manner, as far as is known. */
    private static boolean fits(Fact fact, Manner manner) {
        String symptom = fact.symptom();
        return switch (manner.kind()) {
            case CLOSE_FRAME -> symptom.contains(Integer.toString(manner.code())) && !symptom.contains("= 1006");
            case SWALLOWED -> SILENT.matcher(symptom).matches();
            default -> !symptom.matches("(?s).*close (frame )?(1000|1001|1011).*") || symptom.contains("1006");
        };
    }

    private Suspect suspect(Fact fact, List<Hop> seen, String why) {
        boolean there = isSeen(fact, seen);
        String name =
                fact.hop() + (fact.setting().equals("-") || fact.setting().equals("none") ? "" : " " + fact.setting());
        return new Suspect(name + ", " + why + (there ? "" : "; not seen on this path"), fact, there);
    }

    private List<Fact> kind(String kind) {
        return facts.facts().stream().filter(fact -> fact.kind().equals(kind)).toList();
    }

    private static boolean isSeen(Fact fact, List<Hop> seen) {
        return seen.stream().anyMatch(hop -> names(fact.hop(), hop.product()));
    }

    /** Tells whether a fact is about a product: its name begins with it, and goes on with a version or a module at the most. */
    private static boolean names(String about, String product) {
        String whole = about.toLowerCase(Locale.ROOT);
        String word = product.toLowerCase(Locale.ROOT);
        return whole.startsWith(word)
                || Pattern.compile("\\b" + Pattern.quote(word) + "\\b")
                                .matcher(whole)
                                .find()
                        && !whole.startsWith("ingress");
    }

    private static double number(Fact fact) {
        if (fact.defaultValue() == null || !fact.defaultValue().matches("\\d+(\\.\\d+)?")) {
            return 0;
        }
        return Double.parseDouble(fact.defaultValue()) / (fact.unit().equals("ms") ? 1_000 : 1);
    }

    private static String words(double seconds) {
        return Math.abs(seconds - Math.rint(seconds)) < 0.1
                ? String.format(Locale.ROOT, "%,.0f s", seconds)
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static List<Suspect> seenFirst(List<Suspect> suspects) {
        return suspects.stream()
                .sorted(Comparator.comparing(one -> !one.seen()))
                .toList();
    }

    /** Leaves one entry for each product and setting, the first. */
    private static List<Suspect> distinct(List<Suspect> suspects) {
        Map<String, Suspect> first = new LinkedHashMap<>();
        suspects.forEach(one -> first.putIfAbsent(one.fact().hop(), one));
        return List.copyOf(first.values());
    }
}
