package dev.parley.report;

import dev.parley.core.Printable;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/** Pages that need no other file, look well on paper and in the dark, and run no script. */
public final class Html {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Html() {}

    /**
     * Renders a template: {@code Html.of(out -> JtepageGenerated.render(out, null, recording))}.
     *
     * <p>What a template puts in is escaped by where it stands; control characters are shown as on a terminal.
     */
    public static String of(Consumer<HtmlTemplateOutput> template) {
        StringOutput html = new StringOutput(20_000);
        template.accept(new OwaspHtmlTemplateOutput(html) {
            @Override
            public void writeUserContent(String text) {
                super.writeUserContent(text == null ? null : Printable.show(text));
            }
        });
        return html.toString();
    }

    /** Writes a time for people: {@code 2026-11-24 09:30:00 UTC}. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** Tells whether a link may lead there: one to anything else may run a script. */
    public static boolean isLink(String source) {
        return source.startsWith("https://") || source.startsWith("http://");
    }
}
