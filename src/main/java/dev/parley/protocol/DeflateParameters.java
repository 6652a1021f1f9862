package dev.parley.protocol;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What two sides agree on for permessage-deflate (RFC 7692 section 7.1).
 *
 * @param clientNoContextTakeover whether the client compresses each message by itself
 * @param serverNoContextTakeover whether the server does
 * @param clientWindowBits the client's largest window as a power of two, 8 to 15
 * @param serverWindowBits the server's
 */
public record DeflateParameters(
        boolean clientNoContextTakeover, boolean serverNoContextTakeover, int clientWindowBits, int serverWindowBits) {
    /** The name of the extension. */
    public static final String NAME = "permessage-deflate";

    /** What a client offers: as browsers do, that the server may limit the client's window (section 7.1.2.2). */
    public static final String OFFER = NAME + "; client_max_window_bits";

    /** The largest window there is, 32 KiB. */
    public static final int WHOLE_WINDOW = 15;

    /** What may be asked for: a window has 8 to 15 bits. */
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)(?:((?:client|server)_no_context_takeover)|((?:client|server)_max_window_bits)(?: *= *\"?([89]|1[0-5])\"?)?)");

    /** Tells whether a side compresses each message by itself. */
    public boolean noContextTakeover(Role role) {
        return role == Role.CLIENT ? clientNoContextTakeover : serverNoContextTakeover;
    }

    /** Returns a side's largest window, as a power of two. */
    public int windowBits(Role role) {
        return role == Role.CLIENT ? clientWindowBits : serverWindowBits;
    }

    /**
     * Reads what a server accepted.
     *
     * @param extension one element of Sec-WebSocket-Extensions
     * @throws HandshakeViolation if that is not what was offered
     */
    static DeflateParameters accepted(String extension) throws HandshakeViolation {
        DeflateParameters accepted = read(extension, true);
        if (accepted == null) {
            throw new HandshakeViolation(HandshakeRule.EXTENSION_NOT_OFFERED, extension);
        }
        return accepted;
    }

    /** Returns what a server makes of one offer (section 7.1), or null if it is none of this extension that can be taken. */
    static DeflateParameters offered(String extension) {
        try {
            DeflateParameters offer = read(extension, false);
            // Java compresses with the whole window only: an offer that limits the server's cannot be taken.
            return offer == null || offer.serverWindowBits != WHOLE_WINDOW ? null : offer;
        } catch (HandshakeViolation e) {
            // 7.1: an offer with something unknown in it is declined, and the next one looked at.
            return null;
        }
    }

    /** Returns the element of Sec-WebSocket-Extensions with which a server accepts. */
    String answer() {
        return NAME
                + (serverNoContextTakeover ? "; server_no_context_takeover" : "")
                + (clientNoContextTakeover ? "; client_no_context_takeover" : "")
                + (clientWindowBits == WHOLE_WINDOW ? "" : "; client_max_window_bits=" + clientWindowBits)
                + (serverWindowBits == WHOLE_WINDOW ? "" : "; server_max_window_bits=" + serverWindowBits);
    }

    private static DeflateParameters read(String extension, boolean isAnswer) throws HandshakeViolation {
        List<String> parts = Arrays.asList(extension.split(";"));
        if (!parts.get(0).strip().equalsIgnoreCase(NAME)) {
            return null;
        }
        boolean client = false;
        boolean server = false;
        int clientBits = WHOLE_WINDOW;
        int serverBits = WHOLE_WINDOW;
        Set<String> names = new HashSet<>();
        for (String part : parts.subList(1, parts.size())) {
            Matcher parameter = PARAMETER.matcher(part.strip());
            String name = !parameter.matches()
                    ? ""
                    : parameter.group(parameter.group(1) == null ? 2 : 1).toLowerCase(Locale.ROOT);
            String bits = name.isEmpty() ? null : parameter.group(3);
            // 7.1.2.2: only an offer may leave the value out, and only that of the client's window.
            boolean isBare = bits == null
                    && (name.equals("server_max_window_bits") || isAnswer && name.equals("client_max_window_bits"));
            if (name.isEmpty() || isBare || !names.add(name)) {
                throw new HandshakeViolation(HandshakeRule.EXTENSION_PARAMETER, part.strip());
            }
            switch (name) {
                case "client_no_context_takeover" -> client = true;
                case "server_no_context_takeover" -> server = true;
                case "client_max_window_bits" -> clientBits = bits == null ? WHOLE_WINDOW : Integer.parseInt(bits);
                default -> serverBits = Integer.parseInt(bits);
            }
        }
        return new DeflateParameters(client, server, clientBits, serverBits);
    }
}
