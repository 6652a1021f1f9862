package dev.parley.bench;

import java.util.List;

/** Says what a recording holds as a page. */
public final class BenchHtml {
    private BenchHtml() {}

    public static String of(Recording recording, List<Threshold.Verdict> verdicts, RateSearch search) {
        return "";
    }
}
