package dev.parley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.parley.check.Check;
import dev.parley.conformance.cases.Cases;
import dev.parley.core.ExitCode;
import dev.parley.core.Setting;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares what README and docs say of the code with the code. */
class DocsTest {
    private static final Path MAIN = Path.of("src/main/java/dev/parley");
    private static final Page README = Page.of("README.md");
    private static final Page CONTRIBUTING = Page.of("CONTRIBUTING.md");
    private static final Page SERVER = Page.of("docs/server.md");

    private static final List<String> NUMBERS = List.of(
            "no",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty");

    @Test
    void linksBetweenPagesResolve() {
        List<String> broken = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                if (!link.startsWith("http") && !resolves(page, link)) {
                    broken.add(page + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void readmeIsShort() {
        assertThat(README.lines()).hasSizeBetween(100, 175);
    }

    @Test
    void settingsAreThoseOfTheCode() {
        assertThat(SERVER.table("| setting |"))
                .extracting(row -> row.subList(0, 2))
                .isEqualTo(Setting.OF_SERVE.stream()
                        .map(setting -> List.of("`" + setting.name() + "`", "`" + setting.defaultText() + "`"))
                        .toList());
    }

    @Test
    void exitCodesAreThoseOfTheCode() throws IllegalAccessException {
        // One number may have two names.
        Set<String> codes = new LinkedHashSet<>();
        for (Field field : ExitCode.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                codes.add(Integer.toString(field.getInt(null)));
            }
        }
        assertThat(Page.of("docs/exit-codes.md").table("| code |"))
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(codes);
    }

    @Test
    void exitCodesOfACommandAreAmongThem() {
        Set<String> codes = Page.of("docs/exit-codes.md").table("| code |").stream()
                .map(row -> row.get(0))
                .collect(Collectors.toSet());
        assertThat(Page.of("docs/check.md").table("| code |"))
                .extracting(row -> row.get(0))
                .isNotEmpty()
                .isSubsetOf(codes);
    }

    @Test
    void endpointsAreThoseOfTheCode() {
        Set<String> endpoints = new ClassFileImporter()
                .importPath("target/classes/dev/parley/server").stream()
                        .filter(type -> type.isAnnotatedWith(ServerEndpoint.class))
                        .map(type -> "`"
                                + type.getAnnotationOfType(ServerEndpoint.class).value() + "`")
                        .map(path -> path.replaceAll("\\{\\w+}", "{}"))
                        .collect(Collectors.toSet());
        assertThat(SERVER.table("## WebSocket endpoints"))
                .extracting(row -> row.get(0).replaceAll("\\{\\w+}", "{}"))
                .doesNotHaveDuplicates()
                .hasSameElementsAs(endpoints);
    }

    @Test
    void checksAreThoseOfTheCode() {
        assertThat(Page.of("docs/check.md").table("| check |"))
                .extracting(row -> row.get(0))
                .isEqualTo(Arrays.stream(Check.values())
                        .map(check -> "`" + check.id() + "`")
                        .toList());
    }

    @Test
    void countsAreThoseOfTheCode() throws IOException {
        int facts = JsonParser.parseString(Files.readString(only("src/main/resources", "facts.json")))
                .getAsJsonArray()
                .size();
        Map<String, Integer> counts = Map.of(
                "facts\\b",
                facts,
                "cases of the protocol|protocol cases|frames and sequences of frames",
                Cases.BASIC.size(),
                "checks\\b",
                Check.values().length);
        List<String> wrong = new ArrayList<>();
        Set<String> found = new TreeSet<>();
        for (Page page : Page.all()) {
            counts.forEach((what, count) -> Pattern.compile("\\b(\\w+)\\s+(" + what + ")")
                    .matcher(page.prose())
                    .results()
                    .filter(result -> isNumber(result.group(1)))
                    .forEach(result -> {
                        found.add(what);
                        if (number(result.group(1)) != count) {
                            wrong.add(page + ": " + result.group() + ", and there are " + count);
                        }
                    }));
        }
        assertThat(wrong).isEmpty();
        assertThat(found).isEqualTo(new TreeSet<>(counts.keySet()));
    }

    /** How many tests there are is what a run of them prints. */
    @Test
    void numbersOfTestsAreNotKeptByHand() {
        assertThat(Page.all())
                .allSatisfy(page -> assertThat(page.prose()).doesNotContainPattern("\\b\\d[\\d,]* tests\\b"));
        assertThat(Page.of("docs/containers.md").text()).doesNotContain("| tests |");
    }

    @Test
    void versionsOfContainersAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(Page.of("docs/containers.md").table("| container |"))
                .hasSizeGreaterThan(9)
                .allSatisfy(row -> assertThat(pom).as(row.get(0)).contains("version>" + row.get(1) + "</"));
    }

    @Test
    void profilesOfContainersAreThoseOfTheBuild() throws IOException {
        Set<String> profiles = ids(Files.readString(Path.of("pom.xml")).replaceAll("(?s)^.*?<profiles>", ""));
        Set<String> named = Page.of("docs/containers.md").table("| container |").stream()
                .flatMap(row ->
                        Pattern.compile("-P([\\w-]+)").matcher(row.get(3)).results())
                .map(profile -> profile.group(1))
                .collect(Collectors.toSet());
        assertThat(profiles)
                .containsAll(named)
                .hasSize(named.size() + Set.of("default", "build-only").size());
    }

    @Test
    void filesThatAreNamedExist() {
        List<String> missing = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String name : Page.code(page.prose())) {
                if (name.matches("(src|webapp|docker|bin|docs|\\.ci|\\.mvn)/[\\w./*-]+") && !name.contains("*")) {
                    if (!Files.exists(Path.of(name))) {
                        missing.add(page + ": " + name);
                    }
                } else if (name.matches("\\w+/[\\w/-]+\\.java") && !Files.exists(MAIN.resolve(name))) {
                    missing.add(page + ": " + name);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void classesThatAreNamedExist() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            classes = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        List<String> missing = new ArrayList<>();
        for (Page page : Page.all()) {
            Pattern.compile("(?<![*\\w])[A-Z]\\w+(?:Test|IT|Benchmark)\\b|\\bdev\\.parley(?:\\.[a-z]+)+\\.[A-Z]\\w+")
                    .matcher(page.text())
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !exists(name, classes))
                    .forEach(name -> missing.add(page + ": " + name));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPackageIsInTheReadingOrder() throws IOException {
        String order = README.table("| read |").stream().map(row -> row.get(0)).collect(Collectors.joining());
        try (Stream<Path> packages = Files.list(MAIN)) {
            assertThat(packages.map(path -> path.getFileName() + "/"))
                    .allSatisfy(name -> assertThat(order).contains("`" + name));
        }
    }

    @Test
    void everyPageIsInTheReadme() {
        assertThat(README.links())
                .containsAll(Page.all().stream()
                        .map(Page::toString)
                        .filter(page -> !page.equals("README.md"))
                        .toList());
    }

    /** CI installs what the tests need, and nobody else has to guess. */
    @Test
    void packagesToInstallAreThoseOfCi() throws IOException {
        Set<String> installed = Pattern.compile("missing\\+=\\(([^)]*)\\)")
                .matcher(Files.readString(Path.of(".ci/run")))
                .results()
                .flatMap(result -> Stream.of(result.group(1).split(" ")))
                .collect(Collectors.toCollection(TreeSet::new));
        String line = CONTRIBUTING.lines().stream()
                .filter(text -> text.startsWith("apt-get install "))
                .collect(Collectors.joining(" "));
        assertThat(new TreeSet<>(
                        List.of(line.substring("apt-get install ".length()).split(" "))))
                .isEqualTo(installed);
    }

    private static boolean resolves(Page page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.path()
                : page.path().resolveSibling(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1 || Page.of(target.toString()).anchors().contains(parts[1]));
    }

    private static boolean exists(String name, Set<String> classes) {
        String file = name.replace('.', '/') + ".java";
        return name.contains(".")
                ? Files.exists(Path.of("src/main/java", file)) || Files.exists(Path.of("src/test/java", file))
                : classes.contains(name);
    }

    private static Set<String> ids(String profiles) {
        return Pattern.compile("<profile>\\s*(?:<!--.*?-->\\s*)?<id>([\\w-]+)</id>", Pattern.DOTALL)
                .matcher(profiles)
                .results()
                .map(id -> id.group(1))
                .collect(Collectors.toSet());
    }

    private static Path only(String folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            List<Path> found = files.filter(path -> path.endsWith(name)).toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    private static boolean isNumber(String word) {
        return word.matches("\\d+") || NUMBERS.indexOf(word) > 5;
    }

    private static int number(String word) {
        return word.matches("\\d+") ? Integer.parseInt(word) : NUMBERS.indexOf(word);
    }
}
