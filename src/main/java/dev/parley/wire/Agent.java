package dev.parley.wire;

import java.util.Objects;

/** How this program names itself to servers. */
final class Agent {
    /** The product and its version (RFC 9110 section 10.1.5). */
    static final String NAME =
            "parley/" + Objects.requireNonNullElse(Agent.class.getPackage().getImplementationVersion(), "unpackaged");

    private Agent() {}
}
