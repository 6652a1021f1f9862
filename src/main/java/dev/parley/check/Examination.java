package dev.parley.check;

/** Does one check. */
interface Examination {
    /** Returns which. */
    Check check();

    /**
     * Does it, in bounded time.
     *
     * @param progress is told what is being waited for
     * @throws InterruptedException if the user does not want to wait any longer
     */
    Result examine(Patient patient, Progress progress) throws InterruptedException;
}
