package dev.parley.check;

import dev.parley.check.knowledge.Fact;
import dev.parley.core.Printable;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Says what a recording holds in the XML that build servers read of JUnit: each check is a test case. */
public final class CheckJunit {
    private final StringBuilder xml = new StringBuilder(4_000);
    private final Function<String, Fact> facts;
    private final Verdict worst;

    private CheckJunit(Function<String, Fact> facts, Verdict worst) {
        this.facts = facts;
        this.worst = worst;
    }

    /**
     * Returns the document, with a line break at its end.
     *
     * @param facts looks a fact up by its id; may return null
     * @param worst from which verdict on a case fails
     */
    public static String of(Recording recording, Function<String, Fact> facts, Verdict worst) {
        CheckJunit report = new CheckJunit(facts, worst);
        report.suite(recording);
        return report.xml.toString();
    }

    private boolean fails(Result result) {
        return result.verdict().compareTo(worst) >= 0;
    }

    private void suite(Recording recording) {
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite");
        attribute("name", "parley check " + recording.url());
        attribute("tests", Integer.toString(recording.path().size()));
        attribute(
                "failures",
                Long.toString(recording.path().stream().filter(this::fails).count()));
        attribute("errors", "0");
        attribute("skipped", Long.toString(count(recording, Verdict.SKIPPED)));
        attribute("time", seconds(recording.nanos()));
        // Readers expect a time without a zone.
        attribute(
                "timestamp",
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                        recording.started().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
        xml.append(">\n");
        List<Contrast> contrasts = Contrast.of(recording);
        for (int i = 0; i < recording.path().size(); i++) {
            testCase(recording.path().get(i), contrasts.isEmpty() ? null : contrasts.get(i));
        }
        element("  ", "system-out", Conclusion.of(recording));
        xml.append("</testsuite>\n");
    }

    private void testCase(Result result, Contrast contrast) {
        xml.append("  <testcase");
        attribute("classname", "parley.check");
        attribute("name", result.check().id());
        attribute("time", seconds(result.nanos()));
        if (result.verdict() == Verdict.OK) {
            xml.append("/>\n");
            return;
        }
        xml.append(">\n");
        if (result.verdict() == Verdict.SKIPPED) {
            xml.append("    <skipped");
            attribute("message", result.summary());
            xml.append("/>\n");
        } else if (fails(result)) {
            xml.append("    <failure");
            attribute("message", result.summary());
            attribute("type", result.verdict().toString());
            xml.append('>')
                    .append(escape(CheckText.of(result, contrast, facts)))
                    .append("</failure>\n");
        } else {
            // JUnit knows no warnings: the test has passed, and has said something.
            element("    ", "system-out", CheckText.of(result, contrast, facts));
        }
        xml.append("  </testcase>\n");
    }

    private void element(String indent, String name, String text) {
        xml.append(indent)
                .append('<')
                .append(name)
                .append('>')
                .append(escape(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    private void attribute(String name, String value) {
        xml.append(' ')
                .append(name)
                .append("=\"")
                .append(escape(Printable.show(value)))
                .append('"');
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }

    private static long count(Recording recording, Verdict verdict) {
        return recording.path().stream()
                .filter(result -> result.verdict() == verdict)
                .count();
    }

    /** Makes text safe to stand in XML; what XML 1.0 has no place for (section 2.2) is dropped. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().filter(CheckJunit::isAllowed).forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(codePoint);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int codePoint) {
        return codePoint == '\n'
                || codePoint == '\t'
                || codePoint >= ' ' && codePoint <= 0xD7FF
                || codePoint >= 0xE000 && codePoint <= 0xFFFD
                || codePoint >= 0x1_0000;
    }
}
