package dev.parley.check;

/** What does one check, once. */
interface Examination {
    /**
     * Begins what can wait beside the others of its {@link Turn}, before any of them is examined.
     *
     * @return whether there was something to begin: the check is timed from then on
     */
    default boolean begin(Patient patient) throws InterruptedException, OutOfTime {
        return false;
    }

    /**
     * Does it, in bounded time.
     *
     * @param findings takes what is found as it is found: if there is no time for the rest, that is what is told
     * @param progress is told what is being waited for
     * @throws InterruptedException if the user does not want to wait any longer
     * @throws OutOfTime if no time is left, and nothing is known that would be worth telling but for the findings
     */
    Judgement examine(Patient patient, Findings findings, Progress progress) throws InterruptedException, OutOfTime;
}
