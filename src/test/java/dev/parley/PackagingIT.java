package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class PackagingIT {
    private static final Path WAR = Path.of("target/parley.war");
    private static final long THREE_MEGABYTES = 3_000_000;

    @Test
    void warHoldsCoreServerPagesAndTheirLibrariesAndNothingElse() throws IOException {
        assertThat(files(WAR))
                .allMatch(
                        name -> name.matches(
                                "WEB-INF/classes/dev/parley/(core|server|server/container|server/pages)/[^/]+\\.class|WEB-INF/web\\.xml|index\\.html|parley\\.(css|js)"
                                        + "|WEB-INF/lib/(gson|micrometer-(commons|core|observation|registry-prometheus)|HdrHistogram|LatencyUtils"
                                        + "|prometheus-metrics-(config|core|exposition-textformats|model|tracer-common))-[\\d.]+\\.jar"
                                        + "|META-INF/(MANIFEST\\.MF|LICENSE|maven/dev\\.parley/parley/pom\\.(xml|properties))"));
        assertThat(files(WAR)).contains("index.html", "WEB-INF/classes/dev/parley/server/HelloEndpoint.class");
        assertThat(Files.size(WAR)).isLessThan(THREE_MEGABYTES);
    }

    @Test
    void warListsItsFoldersBecauseTomcatFindsNoClassInOneThatIsNotListed() throws IOException {
        assertThat(entries(WAR))
                .contains(
                        "WEB-INF/classes/dev/parley/core/",
                        "WEB-INF/classes/dev/parley/server/",
                        "WEB-INF/classes/dev/parley/server/container/",
                        "WEB-INF/classes/dev/parley/server/pages/");
    }

    @Test
    void jarCarriesTheVeryWarAndNoOtherCopyOfItsEndpoints() throws IOException {
        try (ZipFile jar = new ZipFile(ParleyProcess.JAR)) {
            byte[] carried = jar.getInputStream(jar.getEntry("parley.war")).readAllBytes();
            assertThat(carried).isEqualTo(Files.readAllBytes(WAR));
        }
        assertThat(files(Path.of(ParleyProcess.JAR))).noneMatch(name -> name.startsWith("dev/parley/server/"));
    }

    @Test
    void licencesOfWhatIsCarriedAreInIt() throws IOException {
        try (ZipFile jar = new ZipFile(ParleyProcess.JAR)) {
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
            assertThat(text(jar, "META-INF/LICENSE.md")).contains("Eclipse Public License");
            assertThat(text(jar, "META-INF/NOTICE")).contains("Apache Tomcat");
        }
        try (ZipFile war = new ZipFile(WAR.toFile())) {
            assertThat(text(war, "META-INF/LICENSE")).contains("Apache License");
        }
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<String> files(Path zip) throws IOException {
        return entries(zip).stream().filter(name -> !name.endsWith("/")).toList();
    }

    private static List<String> entries(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }
}
