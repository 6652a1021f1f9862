package dev.parley.check;

import java.util.List;
import java.util.Locale;

/**
 * What a check came to through the path, beside what it came to directly, and whose doing the difference is.
 *
 * @param direct null if the check was not done directly
 * @param sentence about the two verdicts, as a clause
 * @param figures those that differ
 */
record Contrast(Check check, Result direct, Result path, Origin origin, String sentence, List<Differing> figures) {
    /** Whose doing it is. */
    enum Origin {
        /** Nothing is wrong. */
        NONE,
        /** The hop in between does it. */
        PATH,
        /** The server itself does it. */
        SERVER,
        /** The server does it, and the hop in between adds to it. */
        BOTH,
        /** It is only seen directly. */
        DIRECT,
        /** One of the two was not checked, or not to the end. */
        UNKNOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns a contrast for each check of the path; none without a baseline. */
    static List<Contrast> of(Recording recording) {
        return recording.baselineUrl() == null
                ? List.of()
                : recording.path().stream()
                        .map(path -> of(recording.baselineOf(path.check()), path))
                        .toList();
    }

    private static Contrast of(Result direct, Result path) {
        Origin origin = origin(direct, path);
        return new Contrast(
                path.check(),
                direct,
                path,
                origin,
                sentence(origin, direct, path),
                origin == Origin.UNKNOWN ? List.of() : Differing.of(direct.figures(), path.figures()));
    }

    /** Tells whether both came to the very same, so that it need be shown only once. */
    boolean isSaidOnce() {
        return direct != null
                && direct.verdict() == path.verdict()
                && direct.summary().equals(path.summary());
    }

    /** Returns the figures that are worth a person's time: where both are well, the times in the summaries are enough. */
    List<Differing> notableFigures() {
        return figures.stream()
                .filter(figure -> origin != Origin.NONE || !figure.isTime())
                .toList();
    }

    /** Tells whether there is anything to say of the two. */
    boolean isNotable() {
        return origin != Origin.NONE || !figures.isEmpty();
    }

    /** Returns what the direct check found and that of the path did not. */
    List<Finding> findingsOfDirectAlone() {
        return direct == null ? List.of() : Likeness.missing(direct.findings(), path.findings());
    }

    private static Origin origin(Result direct, Result path) {
        if (direct == null
                || direct.verdict() == Verdict.SKIPPED
                || path.verdict() == Verdict.SKIPPED
                || !direct.finished()
                || !path.finished()) {
            return Origin.UNKNOWN;
        }
        int worse = path.verdict().compareTo(direct.verdict());
        if (worse < 0) {
            return Origin.DIRECT;
        }
        if (worse > 0) {
            return direct.verdict() == Verdict.OK ? Origin.PATH : Origin.BOTH;
        }
        if (path.verdict() == Verdict.OK) {
            return Origin.NONE;
        }
        if (path.check() == Check.REACH && path.verdict() == Verdict.FAILED) {
            // Two addresses: nothing says that it is the same server which is not there.
            return Origin.UNKNOWN;
        }
        return Likeness.missing(path.findings(), direct.findings()).isEmpty()
                        && Likeness.sameNumbers(direct.findings(), path.findings())
                ? Origin.SERVER
                : Origin.BOTH;
    }

    private static String sentence(Origin origin, Result direct, Result path) {
        if (origin == Origin.UNKNOWN) {
            return unknown(direct, path);
        }
        if (direct.verdict() != path.verdict()) {
            return direct.verdict() + " directly, " + path.verdict() + " through the path: "
                    + switch (origin) {
                        case PATH -> "the hop in between does this, not the server";
                        case BOTH -> "the server itself does it, and the hop in between makes it worse";
                        default -> "the hop in between makes up for it, or it is not the same server";
                    };
        }
        return path.verdict() + " both ways" + alike(origin, direct, path);
    }

    private static String unknown(Result direct, Result path) {
        if (direct == null) {
            return "not checked directly";
        }
        if (direct.verdict() != Verdict.SKIPPED
                && path.verdict() != Verdict.SKIPPED
                && !(direct.finished() && path.finished())) {
            return direct.verdict() + " directly, " + path.verdict()
                    + " through the path, and not both were finished: they cannot be compared";
        }
        if (direct.verdict() == path.verdict()) {
            return path.verdict() == Verdict.SKIPPED
                    ? "skipped both ways"
                    : path.verdict() + " both ways: neither can be reached from here";
        }
        return path.verdict() == Verdict.SKIPPED
                ? direct.verdict() + " directly; through the path it could not be checked"
                : path.verdict() + " through the path; directly it could not be checked";
    }

    private static String alike(Origin origin, Result direct, Result path) {
        if (origin == Origin.NONE) {
            return "";
        }
        if (origin == Origin.SERVER) {
            return ": the server itself does it";
        }
        return Likeness.missing(path.findings(), direct.findings()).isEmpty()
                ? ", with other numbers: the server has a part in it, and so, it seems, has the hop in between"
                : ": some of it is seen only through the path, and that is the doing of the hop in between";
    }
}
