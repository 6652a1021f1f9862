package dev.parley.conformance.cases;

import static dev.parley.conformance.Case.basic;
import static dev.parley.conformance.Piece.unmasked;

import dev.parley.conformance.Case;
import dev.parley.conformance.Side;
import java.util.List;

/** Cases of frames that are masked as only the other side may mask them. */
final class Masks {
    static final List<Case> ROWS = List.of(
            basic("unmasked-text", "5.1", "closes on a text frame without a mask")
                    .on(Side.SERVER)
                    .sends(unmasked(0x81, "Hello"))
                    .mustFail(1002),
            basic("unmasked-empty", "5.1", "closes on an empty text frame without a mask")
                    .on(Side.SERVER)
                    .sends(unmasked(0x81, ""))
                    .mustFail(1002),
            basic("unmasked-ping", "5.1", "closes on a ping without a mask")
                    .on(Side.SERVER)
                    .sends(unmasked(0x89, "Hello"))
                    .mustFail(1002));

    private Masks() {}
}
