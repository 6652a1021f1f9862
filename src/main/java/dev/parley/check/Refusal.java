package dev.parley.check;

import dev.parley.check.Try.Way;
import dev.parley.check.knowledge.Hop;
import dev.parley.check.knowledge.Hops;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was seen of a handshake that was refused.
 *
 * @param given what came of it as it was asked for
 * @param tries what came of the other ways, in the order of {@link Way}
 * @param secure whether it was sent over TLS
 * @param hops who was seen on the path
 */
record Refusal(Try given, List<Try> tries, boolean secure, List<Hop> hops) {
    /** Answers that another path may change; with the others the server means what it says. */
    private static final Set<Integer> PATH_MATTERS = Set.of(200, 301, 302, 307, 308, 400, 404, 405, 426);

    /** The facts about how each product loses an upgrade. */
    private static final Map<String, List<String>> LOSSES = Map.of(
            "nginx", List.of("hs-nginx-no-headers", "hs-nginx-http10"),
            "Apache httpd", List.of("hs-apache-upgrade"),
            "Squid", List.of("hs-squid"),
            "Envoy", List.of("hs-envoy"),
            "Varnish", List.of("hs-varnish"));

    /** Copies the lists. */
    Refusal {
        tries = List.copyOf(tries);
        hops = List.copyOf(hops);
    }

    /** Returns the HTTP status, 0 if there was no answer. */
    int status() {
        return given.status();
    }

    /** Tells whether the status is one of these. */
    boolean is(int... statuses) {
        for (int one : statuses) {
            if (one == status()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the first try of a way that was accepted, or null; another path only if the status is one that it may change. */
    Try accepted(Way way) {
        return way == Way.OTHER_PATH && !PATH_MATTERS.contains(status())
                ? null
                : tries.stream()
                        .filter(tried -> tried.way() == way && tried.opened())
                        .findFirst()
                        .orElse(null);
    }

    /** Tells whether a plain GET was answered at all. */
    boolean answersPlain() {
        return tries.stream().anyMatch(tried -> tried.way() == Way.PLAIN && tried.status() != 0);
    }

    /** Tells whether a plain GET got the same answer: then whoever gave it saw no upgrade. */
    boolean isAnsweredLikePlain() {
        return tries.stream()
                .filter(tried -> tried.way() == Way.PLAIN)
                .findFirst()
                .filter(plain -> plain.isAnsweredLike(given))
                .isPresent();
    }

    /** Tells whether somebody was seen in front of the server. */
    boolean hasHops() {
        return hops.stream().anyMatch(hop -> !hop.isServer());
    }

    /** Tells whether a product was seen on the path. */
    boolean hasSeen(String product) {
        return hops.stream().anyMatch(hop -> hop.product().equals(product));
    }

    /** Tells whether the answer is a page that a hop made itself. */
    boolean isPageOfAHop() {
        return Hops.of(List.of(), given.body()).stream().anyMatch(hop -> !hop.isServer());
    }

    /** Returns who was seen in front of the server, each as a clause. */
    List<String> suspects() {
        return hops.stream()
                .filter(hop -> !hop.isServer())
                .map(hop -> hop.product() + ": " + hop.evidence())
                .toList();
    }

    /** Returns the facts about how the hops that were seen lose an upgrade, or about how that happens most often. */
    List<String> losses() {
        List<String> ids = hops.stream()
                .flatMap(hop -> LOSSES.getOrDefault(hop.product(), List.of()).stream())
                .toList();
        return ids.isEmpty() ? List.of(is(426) ? "hs-426-plain" : "hs-nginx-no-headers") : ids;
    }
}
