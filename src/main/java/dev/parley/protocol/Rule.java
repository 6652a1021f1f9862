package dev.parley.protocol;

import dev.parley.core.CloseCode;

/** A rule of the protocol that a frame or message can break, and the close code that answers it (RFC 6455 section 7.4.1). */
public enum Rule {
    /** A server masked a frame (section 5.1). */
    SERVER_MUST_NOT_MASK("section 5.1", CloseCode.PROTOCOL_ERROR),
    /** A client did not mask a frame (section 5.1). */
    CLIENT_MUST_MASK("section 5.1", CloseCode.PROTOCOL_ERROR),
    /** A reserved bit is set that no extension gave a meaning (section 5.2). */
    RESERVED_BITS("section 5.2", CloseCode.PROTOCOL_ERROR),
    /** An opcode is not defined; the value is the opcode (section 5.2). */
    RESERVED_OPCODE("section 5.2", CloseCode.PROTOCOL_ERROR),
    /** A continuation frame continues no message (section 5.4). */
    STRAY_CONTINUATION("section 5.4", CloseCode.PROTOCOL_ERROR),
    /** A message begins before the one before has ended (section 5.4). */
    INTERLEAVED_MESSAGE("section 5.4", CloseCode.PROTOCOL_ERROR),
    /** A control frame is fragmented (section 5.5). */
    FRAGMENTED_CONTROL("section 5.5", CloseCode.PROTOCOL_ERROR),
    /** A control frame has a payload of more than 125 bytes (section 5.5). */
    LONG_CONTROL("section 5.5", CloseCode.PROTOCOL_ERROR),
    /** A close frame has a payload of one byte (section 5.5.1). */
    HALF_CLOSE_CODE("section 5.5.1", CloseCode.PROTOCOL_ERROR),
    /** A close frame has a code that never travels; the value is the code (section 7.4). */
    CLOSE_CODE("section 7.4", CloseCode.PROTOCOL_ERROR),
    /** The reason of a close frame is not UTF-8 (section 5.5.1). */
    CLOSE_REASON_UTF8("section 5.5.1", CloseCode.INVALID_PAYLOAD),
    /** A text message is not UTF-8 (section 5.6). */
    TEXT_UTF8("section 5.6", CloseCode.INVALID_PAYLOAD),
    /** A compressed message cannot be decompressed. */
    DEFLATE_DATA("RFC 7692 section 7.2.2", CloseCode.INVALID_PAYLOAD),
    /** A frame announces more than this side takes; the value is how many bytes, unsigned (section 10.4). */
    FRAME_SIZE("section 10.4", CloseCode.TOO_BIG),
    /** A message is longer than this side takes (section 10.4). */
    MESSAGE_SIZE("section 10.4", CloseCode.TOO_BIG);

    private final String section;
    private final int closeCode;

    Rule(String section, int closeCode) {
        this.section = section;
        this.closeCode = closeCode;
    }

    /** Returns where the rule stands: a section of RFC 6455, unless it names another RFC. */
    public String section() {
        return section;
    }

    /** Returns the close code with which an endpoint fails the connection. */
    public int closeCode() {
        return closeCode;
    }

    /** Tells whether it is no fault of the peer's, but a limit of this side's. */
    public boolean isOwnLimit() {
        return closeCode == CloseCode.TOO_BIG;
    }
}
