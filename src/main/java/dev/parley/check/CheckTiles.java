package dev.parley.check;

import dev.parley.report.Tile;
import java.util.List;

/** Counts the verdicts of a recording, for the head of its page. */
final class CheckTiles {
    /** The worst first, as what is to be done comes first. */
    private static final List<Verdict> VERDICTS = List.of(Verdict.FAILED, Verdict.WARNING, Verdict.OK, Verdict.SKIPPED);

    private CheckTiles() {}

    /** Returns how many checks came to each verdict. */
    static List<Tile> of(Recording recording) {
        return VERDICTS.stream()
                .map(verdict -> {
                    long count = recording.path().stream()
                            .filter(result -> result.verdict() == verdict)
                            .count();
                    return new Tile(Long.toString(count), verdict.toString(), count == 0 ? "none" : verdict.toString());
                })
                .toList();
    }
}
