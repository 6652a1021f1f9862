package dev.parley.conformance;

/** The peers that a case can be tried on. */
public enum Side {
    SERVER,
    CLIENT,
    BOTH
}
