package dev.parley.check;

import dev.parley.check.knowledge.Configuration;
import dev.parley.core.Printable;
import dev.parley.core.WebSocketUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps secrets out of reports, which people attach to tickets: puts {@code …} where one would stand. */
public final class Secrets {
    private static final String MASK = "…";

    /** What is shorter would be masked inside of ordinary words. */
    private static final int LEAST_CHARACTERS = 4;

    /** A header's value whose second word is what has to be kept: {@code Bearer …}. */
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:basic|bearer|digest|token|apikey) +(\\S.*)");

    private static final Pattern USER_INFO = Pattern.compile("^((?:\\w+:)?//)?[^/?#]*@");
    private static final String NAME = "[^=&;#?\\s'\"<>]*";
    private static final String PARAMETER = "([?&;#](?:" + NAME
            + "(?:token|key|auth|passw|pwd|secret|sig|session|jwt|code|credential|ticket)" + NAME
            + "|pass|sid|sso|otp|pin)=)";
    private static final Pattern IN_URL = Pattern.compile(PARAMETER + "[^&#]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_TEXT = Pattern.compile(PARAMETER + "[^&#\\s'\"<>]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern WITH_USER_INFO = Pattern.compile("\\b((?:wss?|https?)://)[^/?#\\s'\"<>]*@");

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    /** Null if there are none. */
    private final Pattern values;

    private Secrets(Pattern values) {
        this.values = values;
    }

    /**
     * Keeps these texts out, as they are, as they stand in a URL, and as reports escape them.
     *
     * @param values passwords, tokens, values of headers; those of fewer than four characters are ignored. Of a value like
     *     {@code Bearer abcd}, the second word is a secret by itself
     */
    public static Secrets of(Collection<String> values) {
        Set<String> forms = new HashSet<>();
        for (String value : values) {
            forms(value, forms);
            Matcher scheme = SCHEME.matcher(value);
            if (scheme.matches()) {
                forms(scheme.group(1), forms);
            }
        }
        return new Secrets(
                forms.isEmpty()
                        ? null
                        : Pattern.compile(forms.stream()
                                // The longest first: a secret may begin with another.
                                .sorted(Comparator.comparing(String::length)
                                        .reversed()
                                        .thenComparing(Comparator.naturalOrder()))
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|"))));
    }

    /** Masks a URL's user and password, and the values of parameters whose names look as if they were secret. */
    public static String url(String url) {
        return IN_URL.matcher(USER_INFO.matcher(url).replaceFirst("$1" + MASK + "@"))
                .replaceAll("$1" + MASK);
    }

    /** Masks each place where one of the texts stands. */
    public String mask(String text) {
        return values == null ? text : values.matcher(text).replaceAll(MASK);
    }

    /** Masks every text of a recording, and what looks secret in the URLs in it. */
    public Recording mask(Recording recording) {
        return new Recording(
                mask(url(recording.url())),
                recording.started(),
                recording.nanos(),
                recording.path().stream().map(this::mask).toList(),
                recording.baselineUrl() == null ? null : mask(url(recording.baselineUrl())),
                recording.baseline().stream().map(this::mask).toList(),
                all(recording.hops()),
                recording.interrupted());
    }

    private Result mask(Result result) {
        Map<String, Object> figures = new LinkedHashMap<>();
        result.figures().forEach((name, value) -> figures.put(name, value(value)));
        return new Result(
                result.check(),
                result.verdict(),
                text(result.summary()),
                all(result.details()),
                result.findings().stream().map(this::mask).toList(),
                figures,
                result.nanos(),
                result.finished());
    }

    private Finding mask(Finding finding) {
        return new Finding(
                finding.verdict(),
                text(finding.seen()),
                text(finding.meaning()),
                all(finding.suspects()),
                text(finding.remedy()),
                finding.configurations().stream().map(this::mask).toList(),
                finding.facts());
    }

    private Configuration mask(Configuration configuration) {
        return new Configuration(
                text(configuration.hop()),
                text(configuration.topic()),
                text(configuration.where()),
                all(configuration.lines()));
    }

    private Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> masked = new LinkedHashMap<>();
            map.forEach((name, member) -> masked.put(name, value(member)));
            return masked;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::value).toList();
        }
        return value instanceof String string ? text(string) : value;
    }

    private List<String> all(List<String> texts) {
        return texts.stream().map(this::text).toList();
    }

    private String text(String text) {
        String masked = WITH_USER_INFO.matcher(text).replaceAll("$1" + MASK + "@");
        return mask(IN_TEXT.matcher(masked).replaceAll("$1" + MASK));
    }

    private static void forms(String value, Set<String> forms) {
        if (value.codePointCount(0, value.length()) < LEAST_CHARACTERS) {
            return;
        }
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        // As it is sent if it stands in the URL as given.
        String sent = WebSocketUrl.parse("ws://h/?" + value.replace("#", "%23"))
                .target()
                .substring("/?".length());
        forms.add(value);
        forms.add(Printable.escape(value));
        forms.add(Printable.show(value));
        for (String form : List.of(encoded, encoded.replace("+", "%20"), sent)) {
            forms.add(form);
            forms.add(ESCAPE.matcher(form).replaceAll(one -> one.group().toLowerCase(Locale.ROOT)));
        }
    }
}
