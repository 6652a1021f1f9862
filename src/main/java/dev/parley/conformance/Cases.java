package dev.parley.conformance;

import java.util.List;
import java.util.stream.Stream;

/** Lists all cases, those that any server passes first. */
public final class Cases {
    public static final List<Case> ALL = Stream.of(
                    FramingCases.all(),
                    ControlCases.all(),
                    LengthCases.all(),
                    FragmentCases.all(),
                    Utf8Cases.all(),
                    CloseCases.all(),
                    CompressionCases.all())
            .flatMap(cases -> cases)
            .toList();

    private Cases() {}
}
