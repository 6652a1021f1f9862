package dev.parley.report;

import dev.parley.core.Printable;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The XML that build servers read of JUnit. */
public final class Junit {
    /**
     * A run.
     *
     * @param out what it says as a whole
     */
    public record Suite(String name, Instant started, long nanos, List<Case> cases, String out) {}

    /**
     * A test.
     *
     * @param group stands where readers expect the name of a class
     */
    public record Case(String group, String name, long nanos, Outcome outcome) {}

    /** What a test came to. */
    public sealed interface Outcome {}

    /**
     * It passed.
     *
     * @param out what it has to say nevertheless; may be empty
     */
    public record Passed(String out) implements Outcome {}

    /** It was not done. */
    public record Skipped(String why) implements Outcome {}

    /**
     * It failed.
     *
     * @param kind in a word
     * @param text all there is to say
     */
    public record Failed(String message, String kind, String text) implements Outcome {}

    private final XMLStreamWriter xml;

    private Junit(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Writes the document, with a line break at its end. */
    public static String of(Suite suite) {
        StringWriter text = new StringWriter(4_000);
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new Junit(xml).write(suite);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML into memory", e);
        }
        return text.append('\n').toString();
    }

    private void write(Suite suite) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuite");
        attribute("name", suite.name());
        attribute("tests", Integer.toString(suite.cases().size()));
        attribute("failures", count(suite, Failed.class));
        attribute("errors", "0");
        attribute("skipped", count(suite, Skipped.class));
        attribute("time", seconds(suite.nanos()));
        // Readers expect a time without a zone.
        attribute(
                "timestamp",
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                        suite.started().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
        for (Case test : suite.cases()) {
            line(1);
            write(test);
        }
        line(1);
        element("system-out", suite.out());
        line(0);
        xml.writeEndElement();
    }

    private void write(Case test) throws XMLStreamException {
        boolean silent = test.outcome() instanceof Passed passed && passed.out().isEmpty();
        begin("testcase", silent);
        attribute("classname", test.group());
        attribute("name", test.name());
        attribute("time", seconds(test.nanos()));
        if (silent) {
            return;
        }
        line(2);
        if (test.outcome() instanceof Failed failed) {
            xml.writeStartElement("failure");
            attribute("message", failed.message());
            attribute("type", failed.kind());
            xml.writeCharacters(allowed(failed.text()));
            xml.writeEndElement();
        } else if (test.outcome() instanceof Skipped skipped) {
            xml.writeEmptyElement("skipped");
            attribute("message", skipped.why());
        } else if (test.outcome() instanceof Passed passed) {
            element("system-out", passed.out());
        }
        line(1);
        xml.writeEndElement();
    }

    private void begin(String name, boolean empty) throws XMLStreamException {
        if (empty) {
            xml.writeEmptyElement(name);
        } else {
            xml.writeStartElement(name);
        }
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(allowed(text));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, allowed(Printable.show(value)));
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }

    private static String count(Suite suite, Class<? extends Outcome> kind) {
        return Long.toString(suite.cases().stream()
                .filter(test -> kind.isInstance(test.outcome()))
                .count());
    }

    /** Drops what XML 1.0 has no place for (section 2.2), which the writer would let through. */
    private static String allowed(String text) {
        return text.codePoints()
                .filter(Junit::isAllowed)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isAllowed(int codePoint) {
        return codePoint == '\n'
                || codePoint == '\t'
                || codePoint >= ' ' && codePoint <= 0xD7FF
                || codePoint >= 0xE000 && codePoint <= 0xFFFD
                || codePoint >= 0x1_0000;
    }
}
