package dev.parley.check;

/** Does one check. */
interface Examination {
    /** Returns which. */
    Check check();

    /**
     * Does it, in bounded time.
     *
     * @param findings takes what is found as it is found: if there is no time for the rest, that is what is told
     * @param progress is told what is being waited for
     * @throws InterruptedException if the user does not want to wait any longer, or there is no time left
     */
    Result examine(Patient patient, Findings findings, Progress progress) throws InterruptedException;
}
