package dev.parley;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds the table of who may import whom; a package that is not named in it may not be added. */
@AnalyzeClasses(packages = "dev.parley", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** What the classes import that the build makes of templates. */
    private static final String TEMPLATES = "gg.jte..";

    @ArchTest
    static final ArchRule everyPackageIsInTheTable = classes()
            .should()
            .resideInAnyPackage(
                    "dev.parley.core",
                    "dev.parley.server",
                    "dev.parley.server.container",
                    "dev.parley.server.pages",
                    "dev.parley.client",
                    "dev.parley.protocol",
                    "dev.parley.wire",
                    "dev.parley.report",
                    "dev.parley.connect",
                    "dev.parley.check",
                    "dev.parley.check.knowledge",
                    "dev.parley.conformance",
                    "dev.parley.conformance.cases",
                    "dev.parley.bench",
                    "dev.parley.compare",
                    "dev.parley.serve",
                    "dev.parley.cli");

    @ArchTest
    static final ArchRule coreIsPure = classes()
            .that()
            .resideInAPackage("dev.parley.core")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.parley.core"));

    @ArchTest
    static final ArchRule coreTouchesNoSocketFileClockOrEnvironment = noClasses()
            .that()
            .resideInAPackage("dev.parley.core")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net.http..")
                    .or(nameMatching("java\\.io\\.(File|RandomAccess).*"))
                    .or(nameMatching("java\\.net\\.(?!IDN|URI|URLDecoder|URLEncoder).*"))
                    .or(type(Clock.class)))
            .orShould()
            .callMethodWhere(target(owner(assignableTo(System.class)))
                    .and(target(nameMatching("getenv|getPropert.*|nanoTime|currentTimeMillis"))))
            .orShould()
            .callMethodWhere(
                    target(owner(resideInAnyPackage("java.time.."))).and(target(HasName.Predicates.name("now"))));

    @ArchTest
    static final ArchRule serverRunsInAnyContainer = onlyDependsOn(
            "server",
            "dev.parley.core",
            "dev.parley.server.container",
            "jakarta.servlet..",
            "jakarta.websocket..",
            "io.micrometer..",
            "com.google.gson..");

    @ArchTest
    static final ArchRule whatContainersNeedStandsAlone =
            onlyDependsOn("server.container", "dev.parley.core", "jakarta.servlet..", "jakarta.websocket..");

    @ArchTest
    static final ArchRule pagesTellWhatTheServerKnows =
            onlyDependsOn("server.pages", "dev.parley.core", "dev.parley.server", "jakarta.servlet..");

    @ArchTest
    static final ArchRule aContainersOwnClassesAreReachedFromOnePlace = noClasses()
            .that()
            .resideInAnyPackage("dev.parley.server", "dev.parley.server.pages")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .orShould()
            .callMethodWhere(target(owner(type(Class.class))).and(target(nameMatching("forName|getMethod.*"))));

    @ArchTest
    static final ArchRule clientIsAnOrdinaryApplication =
            onlyDependsOn("client", "dev.parley.core", "jakarta.websocket..", "org.glassfish.tyrus..");

    @ArchTest
    static final ArchRule wireIsOneLibrarysAffair =
            onlyDependsOn("wire", "dev.parley.core", "dev.parley.protocol", "io.netty..", "javax.security.auth.x500");

    @ArchTest
    static final ArchRule protocolDoesNoInputAndOutput = onlyDependsOn("protocol", "dev.parley.core");

    @ArchTest
    static final ArchRule protocolTouchesNoSocketFileOrClock = noClasses()
            .that()
            .resideInAPackage("dev.parley.protocol")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.nio.file..", "java.nio.channels..", "java.net..", "java.time..", "java.util.concurrent.."));

    @ArchTest
    static final ArchRule wireShowsNothingOfNetty = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.parley.wire")
            .and()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .haveRawReturnType(resideInAPackage("io.netty.."))
            .orShould()
            .haveRawParameterTypes(anyElementThat(resideInAPackage("io.netty..")));

    @ArchTest
    static final ArchRule reportKnowsNoRecording =
            onlyDependsOn("report", "dev.parley.core", "com.google.gson..", "gg.jte..", "javax.xml.stream");

    @ArchTest
    static final ArchRule connectKnowsNoNetwork = onlyDependsOn(
            "connect",
            "dev.parley.core",
            "dev.parley.protocol",
            "dev.parley.report",
            "dev.parley.wire",
            "org.jline..",
            "com.google.gson..");

    @ArchTest
    static final ArchRule conformanceKnowsNoNetwork =
            onlyDependsOn("conformance", "dev.parley.core", "dev.parley.protocol", "dev.parley.wire");

    @ArchTest
    static final ArchRule casesAreData =
            onlyDependsOn("conformance.cases", "dev.parley.core", "dev.parley.protocol", "dev.parley.conformance");

    @ArchTest
    static final ArchRule checkKnowsNoNetwork = onlyDependsOn(
            "check",
            "dev.parley.core",
            "dev.parley.protocol",
            "dev.parley.wire",
            "dev.parley.report",
            "dev.parley.conformance",
            "dev.parley.conformance.cases",
            "dev.parley.check.knowledge",
            "com.google.gson..",
            TEMPLATES,
            "javax.security.auth.x500");

    @ArchTest
    static final ArchRule knowledgeKnowsNoCheck = onlyDependsOn(
            "check.knowledge", "dev.parley.core", "dev.parley.protocol", "dev.parley.wire", "com.google.gson..");

    @ArchTest
    static final ArchRule benchKnowsNoNetwork = onlyDependsOn(
            "bench",
            "dev.parley.core",
            "dev.parley.protocol",
            "dev.parley.wire",
            "dev.parley.report",
            "org.HdrHistogram",
            TEMPLATES);

    @ArchTest
    static final ArchRule compareKnowsNoNetwork = onlyDependsOn(
            "compare",
            "dev.parley.core",
            "dev.parley.protocol",
            "dev.parley.wire",
            "dev.parley.report",
            "org.HdrHistogram",
            TEMPLATES);

    @ArchTest
    static final ArchRule serveDeploysTheWarWithoutKnowingIt = onlyDependsOn(
            "serve", "dev.parley.core", "org.apache.catalina..", "org.apache.tomcat..", "org.apache.coyote..");

    @ArchTest
    static final ArchRule nobodyImportsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("dev.parley.cli")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.parley.cli", "picocli..");

    /** A method makes words of a reason or reads text, never both: a sentence can be improved without a verdict changing. */
    @ArchTest
    static final ArchRule noMeaningIsReadOutOfASentence =
            noCodeUnits().that(makeWordsOfACause()).should(readText());

    private static DescribedPredicate<JavaCodeUnit> makeWordsOfACause() {
        return DescribedPredicate.describe("make words of a cause", unit -> unit.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getName().equals("dev.parley.wire.Clause")
                        || call.getTargetOwner().getName().equals("dev.parley.wire.Ended")
                                && call.getName().equals("clause")));
    }

    private static ArchCondition<JavaCodeUnit> readText() {
        Set<String> reading =
                Set.of("contains", "startsWith", "endsWith", "matches", "indexOf", "lastIndexOf", "split");
        return new ArchCondition<>("read text") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                unit.getMethodCallsFromSelf().stream()
                        .filter(call ->
                                call.getTargetOwner().isEquivalentTo(String.class) && reading.contains(call.getName())
                                        || call.getTargetOwner().isEquivalentTo(Pattern.class)
                                                && call.getName().equals("matcher"))
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(unit, call.getDescription())));
            }
        };
    }

    private static ArchRule onlyDependsOn(String name, String... packages) {
        return classes()
                .that()
                .resideInAPackage("dev.parley." + name)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "javax.net.ssl", "dev.parley." + name)
                        .or(resideInAnyPackage(packages)));
    }
}
