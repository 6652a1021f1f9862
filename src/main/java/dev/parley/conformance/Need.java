package dev.parley.conformance;

/** Something that a case cannot be tried without. */
public enum Need {
    /** A connection with permessage-deflate (RFC 7692); it is offered for these cases only. */
    COMPRESSION,
    /** A peer that does not end the connection at any message. */
    MESSAGES
}
