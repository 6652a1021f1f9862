package dev.parley.conformance;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a case.
 *
 * @param seen what the peer did, as a clause; why, if it was not tried
 */
public record Outcome(Case row, Grade grade, String seen) {
    /** How near it comes to what the RFC asks. */
    public enum Grade {
        /** Exactly as the RFC asks, with the close code that it names. */
        STRICT,
        /** Another way that the RFC allows: refused with another code or none, or taken where none is told to refuse. */
        TOLERATED,
        /** Went on as if nothing were wrong, or mishandled what is in order. */
        WRONG,
        /** Came to nothing in time. */
        NO_ANSWER,
        /** Was not tried. */
        NOT_TRIED,
        /** Could not be tried, for want of a connection. */
        UNCONNECTED;

        /** Tells whether there was a connection on which it was tried. */
        public boolean isTried() {
            return this != NOT_TRIED && this != UNCONNECTED;
        }

        @Override
        public String toString() {
            return isTried() ? name().toLowerCase(Locale.ROOT).replace('_', ' ') : "not tried";
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
        return grade == Grade.UNCONNECTED;
    }

    /** Says all of it in a line. */
    public String line() {
        return row.id() + ", " + grade + ": a correct server " + row.title() + " (" + row.source() + "); sent: "
                + row.script().words() + "; expected: " + row.expected().words() + "; seen: " + seen;
    }

    /** Returns what machines read of it. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("id", row.id());
        figures.put("section", row.section());
        figures.put("outcome", grade.toString());
        figures.put("seen", seen);
        return figures;
    }
}
