package dev.parley.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.parley.check.knowledge.Facts;
import dev.parley.core.Printable;
import dev.parley.protocol.Header;
import dev.parley.wire.Dialogue;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compares the handshake that was sent with the one that a Parley at the far end received. */
final class ChangesCheck implements Examination {
    /** Whose loss or change breaks something for somebody. */
    private static final Set<String> MATTER = Set.of(
            "origin",
            "cookie",
            "authorization",
            "sec-websocket-protocol",
            "sec-websocket-extensions",
            "x-parley-check");

    /** Are for one hop only, so that each writes its own. */
    private static final Set<String> HOP_BY_HOP = Set.of("connection", "upgrade");

    private static final int VALUE_CHARACTERS = 100;

    private final Facts facts;

    ChangesCheck(Facts facts) {
        this.facts = facts;
    }

    @Override
    public Result examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        Parley parley = patient.survey().parley();
        if (parley == null) {
            return Result.skipped(
                    Check.CHANGES, "only a Parley at the far end can tell what it received; none was found there");
        }
        WireSettings given = patient.parley("request");
        try (Dialogue full = patient.open(complete(given))) {
            if (patient.awaitOpen(full)) {
                return compare(patient, full, findings);
            }
        }
        // What was added may be what is refused: that is another check's affair.
        try (Dialogue plain = patient.open(given)) {
            return patient.awaitOpen(plain)
                    ? compare(patient, plain, findings)
                    : Result.skipped(Check.CHANGES, "/request of Parley was refused: " + Ends.words(plain.ended()));
        }
    }

    /** Adds what browsers and applications send. */
    private static WireSettings complete(WireSettings settings) {
        List<Header> headers = new ArrayList<>(settings.headers());
        add(headers, "Origin", HandshakeCheck.ownOrigin(settings.url()));
        add(headers, "Cookie", "parley-check=1");
        add(headers, "X-Parley-Check", "1");
        WireSettings more = settings.headers(headers);
        return settings.subprotocols().isEmpty() ? more.subprotocols(List.of("parley.check")) : more;
    }

    private static void add(List<Header> headers, String name, String value) {
        if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase(name))) {
            headers.add(new Header(name, value));
        }
    }

    private Result compare(Patient patient, Dialogue dialogue, Findings findings)
            throws InterruptedException, OutOfTime {
        MessageEvent message = patient.await(patient.limits().patience(), dialogue::nextMessage);
        if (message == null) {
            return Result.skipped(Check.CHANGES, "/request of Parley sent nothing");
        }
        JsonObject request = JsonParser.parseString(message.asText()).getAsJsonObject();
        Map<String, String> sent = sent(dialogue.answered().request());
        Map<String, String> received = received(request.getAsJsonObject("headers"));
        List<String> changed = new ArrayList<>();
        sent.forEach((name, value) -> {
            String arrived = received.get(name);
            if (arrived == null) {
                changed.add("dropped " + name);
                findings.detail("dropped: " + shown(name, value));
                lost(name, "drops " + name, findings);
            } else if (!same(name, value, arrived)) {
                changed.add("rewrote " + name);
                findings.detail("rewritten: " + shown(name, value) + " became " + shown(name, arrived));
                if (!name.equals("sec-websocket-key")) {
                    lost(name, "changes " + name, findings);
                }
            }
        });
        received.forEach((name, value) -> {
            if (!sent.containsKey(name)) {
                changed.add("added " + name);
                findings.detail("added: " + shown(name, value));
            }
        });
        version(request.get("http_version").getAsString(), patient, findings);
        extensions(request, dialogue, findings);
        findings.detail("the server sees " + Printable.show(text(request, "remote_address")) + " as the client, and "
                + Printable.show(text(request, "scheme")) + " as the scheme");
        findings.figure("changed", changed)
                .figure("http_version", text(request, "http_version"))
                .figure("remote_address", text(request, "remote_address"));
        return findings.result(
                changed.isEmpty() ? "nothing: the handshake arrives as it was sent" : String.join(", ", changed));
    }

    private static void lost(String name, String how, Findings findings) {
        if (!MATTER.contains(name)) {
            return;
        }
        findings.add(Finding.of(
                        Verdict.WARNING,
                        "the path " + how,
                        switch (name) {
                            case "origin" ->
                                "The server cannot tell which page a browser's connection comes from: it lets in all, or none.";
                            case "sec-websocket-extensions" ->
                                "No compression is agreed on, whatever client and server can do.";
                            case "sec-websocket-protocol" ->
                                "Server and client agree on no subprotocol; clients that need one end the connection.";
                            case "cookie", "authorization" -> "The server does not know who connects.";
                            default -> "Headers of an application do not reach the server.";
                        },
                        "Let the hop pass the header on as it is.")
                .facts(name.equals("sec-websocket-protocol") ? new String[] {"hs-subproto"} : new String[0]));
    }

    private void version(String version, Patient patient, Findings findings) {
        if (version.equals("HTTP/1.0")) {
            findings.add(Finding.of(
                            Verdict.WARNING,
                            "the server receives HTTP/1.0",
                            "An upgrade needs HTTP/1.1 (RFC 6455 section 4.1); this server is lenient, strict ones refuse it.",
                            "Let the hop speak HTTP/1.1 to the server.")
                    .facts("hs-nginx-http10")
                    .configurations(
                            facts.configurationsOf("upgrade", patient.survey().hops())));
        } else if (!version.equals("HTTP/1.1")) {
            findings.detail(
                    "the server receives " + Printable.show(version) + " (WebSocket over it: RFC 8441, RFC 9220)");
        }
    }

    /** Compares what the server agreed to with what came back of that. */
    private static void extensions(JsonObject request, Dialogue dialogue, Findings findings) {
        boolean agreed = request.has("extensions")
                && !request.getAsJsonArray("extensions").isEmpty();
        if (agreed && dialogue.opened().extensions() == null) {
            findings.add(Finding.of(
                            Verdict.FAILED,
                            "the server agreed to compress, and its Sec-WebSocket-Extensions did not arrive here",
                            "The server will send compressed messages that this side takes for broken ones.",
                            "Let the hop pass the answer's headers on, or drop the header in the request, too.")
                    .facts("hs-deflate-rsv"));
        }
    }

    private static boolean same(String name, String sent, String received) {
        return HOP_BY_HOP.contains(name)
                ? received.toLowerCase(Locale.ROOT).contains(sent.toLowerCase(Locale.ROOT))
                : received.equals(sent);
    }

    private static String shown(String name, String value) {
        return new Header(name, Printable.cut(value, VALUE_CHARACTERS)).toString();
    }

    private static Map<String, String> sent(byte[] request) {
        Map<String, String> headers = new LinkedHashMap<>();
        new String(request, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .filter(line -> line.indexOf(':') > 0)
                .forEach(line -> headers.merge(
                        line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                        line.substring(line.indexOf(':') + 1).strip(),
                        (one, other) -> one + ", " + other));
        return headers;
    }

    private static Map<String, String> received(JsonObject headers) {
        Map<String, String> joined = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> header : headers.entrySet()) {
            List<String> values = new ArrayList<>();
            header.getValue().getAsJsonArray().forEach(value -> values.add(value.getAsString()));
            joined.put(header.getKey().toLowerCase(Locale.ROOT), String.join(", ", values));
        }
        return joined;
    }

    private static String text(JsonObject object, String name) {
        return object.has(name) && object.get(name).isJsonPrimitive()
                ? object.get(name).getAsString()
                : "?";
    }
}
