package dev.parley.protocol;

/** A rule of the opening handshake that an answer can break (RFC 6455 section 4.1). */
public enum HandshakeRule {
    /** The status is 101; the value is the status. */
    STATUS,
    /** The header Upgrade says websocket. */
    UPGRADE,
    /** The header Connection says Upgrade. */
    CONNECTION,
    /** There is a Sec-WebSocket-Accept. */
    ACCEPT_MISSING,
    /** Sec-WebSocket-Accept answers the key; the value is what it says. */
    ACCEPT_WRONG,
    /** The subprotocol is one that was offered; the value is the one chosen. */
    SUBPROTOCOL_NOT_OFFERED,
    /** The extension is one that was offered; the value is the one chosen. */
    EXTENSION_NOT_OFFERED,
    /** The parameters of an extension are ones that may be answered; the value is the one that may not. */
    EXTENSION_PARAMETER
}
