package dev.parley.check;

import java.util.List;
import java.util.stream.Stream;

/** Lists all cases, those that any server passes first. */
final class ProtocolCases {
    static final List<ProtocolCase> ALL = Stream.of(
                    FramingCases.all(),
                    ControlCases.all(),
                    LengthCases.all(),
                    FragmentCases.all(),
                    Utf8Cases.all(),
                    CloseCases.all(),
                    CompressionCases.all())
            .flatMap(cases -> cases)
            .toList();

    private ProtocolCases() {}
}
