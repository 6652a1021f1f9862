package dev.parley.report;

import java.util.Objects;

/** The version of Parley that wrote a report. */
public final class Version {
    /** As in the jar's manifest; {@code unpackaged} where there is no jar. */
    public static final String NAME =
            Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "unpackaged");

    private Version() {}
}
