package dev.parley.check;

import dev.parley.wire.Ended;

/**
 * How long messages may be each way.
 *
 * @param up of binary messages from here, each in one frame
 * @param text of text messages from here; null if there was no time for them
 * @param inFrames of binary messages from here in several frames; null if these have the same limit as those in one
 * @param down of messages from the server; null if none can be asked for, or there was no time for them
 */
record SizesSeen(Limit up, Limit text, Limit inFrames, Limit down) {
    /**
     * How far a search came.
     *
     * @param taken the longest message that was taken; 0 if none was
     * @param refused the shortest that was not; 0 if all were
     * @param how how that was refused; null if none was
     * @param exact whether there is nothing more to find out between the two
     */
    record Limit(int taken, int refused, Refusal how, boolean exact) {
        boolean isFound() {
            return refused != 0;
        }
    }

    /**
     * How a message was refused.
     *
     * @param end how the connection ended; null if nothing came in time
     */
    record Refusal(Ended end) {
        String words() {
            return end == null ? "no answer in time" : Ends.words(end);
        }

        /** Tells whether nothing came: it may have been refused, or be on its way on a slow line. */
        boolean isSilence() {
            return end == null;
        }

        /** Tells whether the connection to send it on was refused. */
        boolean isUnopened() {
            return end != null && end.step() != null;
        }
    }
}
