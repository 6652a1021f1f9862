package dev.parley;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds that no classes of a package, and of those below it, know each other in a circle: each can be read when those that it
 * names have been. A class is one with those nested in it, and a sealed type with those that it permits.
 */
class CirclesTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.parley");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core",
                "protocol",
                "server",
                "client",
                "wire",
                "report",
                "connect",
                "conformance",
                "check",
                "bench",
                "compare",
                "serve",
                "cli"
            })
    void noClassesOfAPackageKnowEachOtherInACircle(String name) {
        slices().assignedFrom(new Families("dev.parley." + name))
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    /** The classes of a package and of those below it, each in the slice of its family. */
    private record Families(String root) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.equals(root) || name.startsWith(root + ".")
                    ? SliceIdentifier.of(family(type.reflect()).getName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "families of classes in " + root;
        }

        private static Class<?> family(Class<?> type) {
            Class<?> outermost = type;
            while (outermost.getEnclosingClass() != null) {
                outermost = outermost.getEnclosingClass();
            }
            Class<?> member = outermost;
            return Stream.concat(Stream.ofNullable(member.getSuperclass()), Arrays.stream(member.getInterfaces()))
                    .filter(Class::isSealed)
                    .findFirst()
                    .<Class<?>>map(Families::family)
                    .orElse(member);
        }
    }
}
