package dev.parley.conformance;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Is what came of a case.
 *
 * @param seen what the server did, as a clause; why, if it was not tried
 */
public record Outcome(Case row, Grade grade, String seen) {
    private static final String NO_CONNECTION = "no connection: ";

    /** Makes that of a case without a connection. */
    public static Outcome unconnected(Case row, String why) {
        return new Outcome(row, Grade.NOT_TRIED, NO_CONNECTION + why);
    }

    /** Grades it. */
    public enum Grade {
        /** Is exactly as the RFC asks, with the close code that it names. */
        STRICT,
        /** Is done in another way that the RFC allows: refused with another code or none, or taken where none is told to refuse. */
        TOLERATED,
        /** Went on as if nothing were wrong, or mishandled what is in order. */
        WRONG,
        /** Came to nothing in time. */
        NO_ANSWER,
        /** Was not tried. */
        NOT_TRIED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Tells whether something that is in order was not taken, by refusal or silence. */
    public boolean isMishandled() {
        return row.isValid() && (grade == Grade.WRONG || grade == Grade.NO_ANSWER);
    }

    /** Tells whether something that has to be refused was taken. */
    public boolean isAccepted() {
        return !row.isValid() && grade == Grade.WRONG;
    }

    /** Tells whether something that has to be refused was neither refused nor passed over. */
    public boolean isUnanswered() {
        return !row.isValid() && grade == Grade.NO_ANSWER;
    }

    /** Tells whether there was no connection to try it on. */
    public boolean isUnconnected() {
        return grade == Grade.NOT_TRIED && seen.startsWith(NO_CONNECTION);
    }

    /** Says all of it in a line. */
    public String line() {
        return row.id() + ", " + grade + ": a correct server " + row.title() + " (" + row.source() + "); sent: "
                + row.sent() + "; expected: " + row.expected().words() + "; seen: " + seen;
    }

    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("id", row.id());
        figures.put("section", row.section());
        figures.put("outcome", grade.toString());
        figures.put("seen", seen);
        return figures;
    }
}
