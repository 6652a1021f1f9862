package dev.parley.core;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What must not stand in anything that Parley prints or writes, which people attach to tickets: {@code …} stands in its place.
 *
 * <p>All rules are here. A password, a token or a header is known as a secret by where it stands and what it is called; those
 * that a user gave are masked wherever they turn up.
 */
public final class Secrets {
    /** What stands in the place of a secret. */
    public static final String MASK = "…";

    /** What is shorter would be masked inside of ordinary words. */
    private static final int LEAST_CHARACTERS = 4;

    /** A header's value whose second word is what has to be kept: {@code Bearer …}. */
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:basic|bearer|digest|token|apikey) +(\\S.*)");

    private static final Pattern HEADER =
            Pattern.compile("(?i).*(authorization|cookie|token|secret|password|api-?key).*");
    /** Headers of a request whose values are nobody's secret. */
    private static final Pattern HARMLESS_HEADER = Pattern.compile(
            "(?i)origin|user-agent|host|connection|upgrade|accept(-.*)?|cache-control|pragma|content-.*|sec-websocket-(version|extensions)");

    /** A cookie's value that is shorter may be a word of any sentence. */
    private static final int LEAST_COOKIE = 8;

    /** A subprotocol that says of itself that it is one, is very long, or has a long part with a digit in it. */
    private static final Pattern TOKEN =
            Pattern.compile("(?i).*(auth|bearer|token|secret).*|.{40,}|.*(?<![\\w-])(?=[\\w-]*\\d)[\\w-]{16,}.*");

    /** What is shorter is the name of one, like {@code access_token}, and no secret by itself. */
    private static final int LEAST_TOKEN = 20;

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

    /** Tells whether the value of a header, of a request or a response, is a secret by the header's name. */
    public static boolean isHeader(String name) {
        return HEADER.matcher(name).matches();
    }

    /** Tells whether a subprotocol looks like a token: some hand one over that way, as browsers send no headers. */
    public static boolean isToken(String subprotocol) {
        return TOKEN.matcher(subprotocol).matches();
    }

    /** Returns what of a subprotocol that a user offers is a secret: all of a token. */
    public static List<String> ofSubprotocol(String name) {
        return name.length() >= LEAST_TOKEN && isToken(name) ? List.of(name) : List.of();
    }

    /** Returns what may be a secret of a header that a user has Parley send; the value of a cookie by itself, too. */
    public static List<String> ofHeader(String name, String value) {
        if (HARMLESS_HEADER.matcher(name).matches()) {
            return List.of();
        }
        List<String> secrets = new ArrayList<>(List.of(value));
        if (name.equalsIgnoreCase("Cookie")) {
            for (String pair : value.split(";")) {
                String cookie = pair.substring(pair.indexOf('=') + 1).strip();
                if (cookie.length() >= LEAST_COOKIE) {
                    secrets.add(cookie);
                }
            }
        }
        return secrets;
    }

    /** Masks a URL's user and password, and the values of parameters whose names look as if they were secret. */
    public static String url(String url) {
        return IN_URL.matcher(USER_INFO.matcher(url).replaceFirst("$1" + MASK + "@"))
                .replaceAll("$1" + MASK);
    }

    /** Masks the same in each URL, or part of one, that stands in a text. */
    public static String urlsIn(String text) {
        String masked = WITH_USER_INFO.matcher(text).replaceAll("$1" + MASK + "@");
        return IN_TEXT.matcher(masked).replaceAll("$1" + MASK);
    }

    /** Masks each place where one of the texts stands. */
    public String mask(String text) {
        return values == null ? text : values.matcher(text).replaceAll(MASK);
    }

    /** Masks the same in a text, and in each URL that stands in it what {@link #url} masks. */
    public String text(String text) {
        return mask(urlsIn(text));
    }

    private static void forms(String value, Set<String> forms) {
        if (value.codePointCount(0, value.length()) < LEAST_CHARACTERS) {
            return;
        }
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        // As it is sent if it stands in the URL as given.
        String sent = PercentEncoding.of(value.replace("#", "%23"));
        forms.add(value);
        forms.add(Printable.escape(value));
        forms.add(Printable.show(value));
        for (String form : List.of(encoded, encoded.replace("+", "%20"), sent)) {
            forms.add(form);
            forms.add(ESCAPE.matcher(form).replaceAll(one -> one.group().toLowerCase(Locale.ROOT)));
        }
    }
}
