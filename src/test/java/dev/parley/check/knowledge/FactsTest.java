package dev.parley.check.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Holds {@code facts.json} and {@code configurations.json} to their form, so that whoever adds an entry is told what is wrong. */
class FactsTest {
    private static final Set<String> KINDS =
            Set.of("idle", "lifetime", "handshake", "message-size", "connections", "close-code");
    private static final Set<String> SUSPECTED = Set.of("idle", "lifetime", "message-size", "connections");
    private static final Set<String> TOPICS = Set.of("upgrade", "idle", "connections", "message-size");
    private static final Pattern ID_IN_CODE = Pattern.compile("facts\\(\"([^)]*)\"\\)|fact\\(\"([a-z0-9-]+)\"\\)");

    private final Facts facts = Facts.load();

    @Test
    void thereAreAllThatWereGathered() {
        assertThat(facts.facts()).hasSizeGreaterThanOrEqualTo(217);
    }

    @Test
    void everyEntryHasItsForm() {
        SoftAssertions all = new SoftAssertions();
        for (Fact fact : facts.facts()) {
            String entry = "entry '" + fact.id() + "': ";
            all.assertThat(fact.id()).as(entry + "id").matches("[a-z0-9]+(-[a-z0-9]+)*");
            all.assertThat(fact.kind()).as(entry + "kind").isIn(KINDS);
            all.assertThat(fact.confidence()).as(entry + "confidence").isIn("high", "medium", "low");
            all.assertThat(fact.source()).as(entry + "source").matches("https://[^\\s/]+/\\S*|https://[^\\s/]+");
            for (String text : List.of(fact.hop(), fact.unit(), fact.symptom())) {
                all.assertThat(text).as(entry + "hop, unit and symptom").isNotBlank();
            }
            for (String text : Arrays.asList(fact.setting(), fact.fix())) {
                all.assertThat(text)
                        .as(entry + "setting and fix: left out if there is none")
                        .isNotIn("-", "none", "");
            }
            all.assertThat(fact.shows() == null || Shows.isOne(fact.shows()))
                    .as(entry + "shows '" + fact.shows() + "', which is not of the vocabulary in Shows")
                    .isTrue();
            if (fact.shows() != null) {
                all.assertThat(fact.kind())
                        .as(entry + "kind of what shows something")
                        .isIn(SUSPECTED);
            }
            if (fact.kind().equals("idle") && fact.defaultValue() != null) {
                all.assertThat(fact.unit()).as(entry + "unit of a time").isIn("s", "ms");
            }
        }
        all.assertAll();
    }

    @Test
    void everyConfigurationHasItsForm() {
        SoftAssertions all = new SoftAssertions();
        Set<String> seen = new HashSet<>();
        for (Configuration one : facts.configurations()) {
            String entry = "configuration of " + one.hop() + " for " + one.topic() + ": ";
            all.assertThat(one.topic()).as(entry + "topic").isIn(TOPICS);
            all.assertThat(one.where()).as(entry + "where").isNotBlank();
            all.assertThat(one.lines()).as(entry + "lines").isNotEmpty().noneMatch(String::isBlank);
            all.assertThat(seen.add(one.hop() + one.topic() + one.where()))
                    .as(entry + "only once for a place")
                    .isTrue();
            all.assertThat(Hops.products().contains(one.hop())
                            || facts.facts().stream().anyMatch(fact -> fact.isAbout(one.hop())))
                    .as(entry + "a product that is recognised, or that a fact is about")
                    .isTrue();
        }
        all.assertAll();
    }

    @Test
    void whatShowsNothingIsAdviceAPingARaceOrAClient() {
        for (String id : List.of(
                "nginx-oneway-ok",
                "ingress-nginx-advice",
                "alb-race",
                "uws-bp",
                "okhttp-queue",
                "jdk-http",
                "jetty-idlebug")) {
            assertThat(facts.fact(id).shows()).as(id).isNull();
        }
    }

    @Test
    void namesAreWholeWords() {
        assertThat(facts.fact("ingress-nginx-read").isAbout("nginx")).isFalse();
        assertThat(facts.fact("nginx-read-timeout").isAbout("nginx")).isTrue();
        assertThat(facts.fact("tyrus-idle").isAbout("Payara")).isTrue();
        assertThat(facts.fact("tyrus-idle").isAbout("GlassFish")).isTrue();
        assertThat(facts.fact("ws-node").isAbout("Node")).isTrue();
    }

    @Test
    void everyServerThatIsRecognisedIsOneInTheFacts() {
        for (String product :
                List.of("Tomcat", "Jetty", "Payara", "GlassFish", "WildFly", "Open Liberty", "Node", "uvicorn")) {
            assertThat(facts.facts())
                    .as(product)
                    .anyMatch(fact -> fact.isAbout(product))
                    .allMatch(fact -> !fact.isAbout(product) || fact.server());
        }
    }

    @Test
    void everyReasonPointsToAnEntry() {
        assertThat(Authors.all())
                .allSatisfy(id -> assertThat(facts.fact(id).shows()).as(id).contains("close"));
    }

    @Test
    void everyEntryThatAVerdictCitesIsThere() throws Exception {
        try (var files = Files.walk(Path.of("src/main/java/dev/parley/check"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher cited = ID_IN_CODE.matcher(Files.readString(file));
                while (cited.find()) {
                    String ids = cited.group(1) == null ? cited.group(2) : cited.group(1);
                    for (String id : ids.split("\"\\s*,\\s*\"")) {
                        assertThat(facts.facts()).as("%s cites", file).anyMatch(fact -> fact.id()
                                .equals(id));
                    }
                }
            }
        }
    }

    @Test
    void anUnknownIdIsAFault() {
        assertThatThrownBy(() -> facts.fact("nobody")).hasMessage("facts.json has no entry with the id 'nobody'");
    }

    @Test
    void linesAreOfTheSuspectAndNotOfOneWhoseNameIsPartOfIt() {
        Suspect ingress = new Suspect("", facts.fact("ingress-nginx-read"), false);
        assertThat(facts.configurations("idle", List.of(ingress)))
                .extracting(Configuration::hop)
                .containsExactly("ingress-nginx");
    }

    @Test
    void citationSaysNothingOfASettingThatThereIsNot() {
        assertThat(Citation.of("heroku", facts::fact).about()).isEqualTo("Heroku; confidence: medium");
        assertThat(Citation.of("aws-nat", facts::fact).about()).isEqualTo("AWS NAT gateway; confidence: medium");
        assertThat(Citation.of("nginx-read-timeout", facts::fact).about()).isEqualTo("nginx, proxy_read_timeout");
    }

    @Test
    void whatFactsShowIsToldInTheDocumentation() throws Exception {
        String page = Files.readString(Path.of("docs/facts.md"));
        for (Fact fact : facts.facts()) {
            for (String word :
                    fact.shows() == null ? new String[0] : fact.shows().split(", ")) {
                assertThat(page).as(fact.id()).contains("| `" + word.replaceAll(" \\d+", " "));
            }
        }
    }

    @Test
    void linesOfOneEntryGoToOnePlace() {
        assertThat(facts.configurationsOf("upgrade", List.of(Hop.between("nginx", ""))))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.lines().stream()
                                .filter(line -> line.startsWith("map "))
                                .count())
                        .isEqualTo(one.where().startsWith("http ") ? one.lines().size() : 0));
    }

    @Test
    void everyServerThatIsRecognisedHasLinesForSizes() {
        for (String product : List.of("Tomcat", "Payara", "GlassFish", "Jetty", "WildFly", "Open Liberty", "Node")) {
            assertThat(facts.configurationsOf("message-size", List.of(Hop.server(product, ""))))
                    .as(product)
                    .isNotEmpty();
        }
    }

    @Test
    void linesAreThoseOfWhoWasSeenOrOfWhatIsInMostPaths() {
        Hop squid = Hop.between("Squid", "");
        assertThat(facts.configurationsOf("upgrade", List.of(squid)))
                .extracting(Configuration::hop)
                .containsExactly("Squid");
        assertThat(facts.configurationsOf("upgrade", List.of()))
                .extracting(Configuration::hop)
                .containsExactly("nginx", "nginx", "Apache httpd", "HAProxy", "Envoy");
        assertThat(facts.configurationsOf("message-size", List.of(squid))).isEmpty();
    }
}
