package dev.parley.conformance.cases;

import dev.parley.conformance.Case;
import java.util.List;
import java.util.stream.Stream;

/** All cases, those that any peer passes first. */
public final class Cases {
    public static final List<Case> ALL = Stream.of(
                    Messages.ROWS.stream(),
                    Reserved.all(),
                    Masks.ROWS.stream(),
                    ControlFrames.all(),
                    Lengths.ROWS.stream(),
                    Fragments.all(),
                    Utf8.all(),
                    Closing.all(),
                    Compression.all())
            .flatMap(cases -> cases)
            .toList();

    /** Those that {@code check} tries. */
    public static final List<Case> BASIC = ALL.stream().filter(Case::basic).toList();

    private Cases() {}
}
