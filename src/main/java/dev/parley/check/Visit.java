package dev.parley.check;

import dev.parley.core.Printable;

/** One check of one patient: begun, perhaps beside others, and then done; used by one thread. */
final class Visit {
    private final Check check;
    private final Examination examination;
    private final Patient patient;
    private final Findings findings;
    // When it was begun; null if it was not.
    private Long begunNanos;
    // What went wrong at the start; null if nothing did.
    private RuntimeException fault;

    Visit(Check check, Examination examination, Patient patient) {
        this.check = check;
        this.examination = examination;
        this.patient = patient;
        this.findings = new Findings();
    }

    Check check() {
        return check;
    }

    /** Begins what can wait beside others. */
    void begin() throws InterruptedException {
        if (!isPossible()) {
            return;
        }
        long nowNanos = System.nanoTime();
        try {
            begunNanos = examination.begin(patient) ? nowNanos : null;
        } catch (OutOfTime e) {
            // Its turn will not come, and that is told then.
            return;
        } catch (RuntimeException e) {
            fault = e;
        }
    }

    /**
     * Does the check; a fault of ours in it is told in its place, and costs no other check its report.
     *
     * @param noTime what to say if no time is left for it
     */
    Result end(Progress progress, String noTime) throws InterruptedException {
        if (!isPossible()) {
            return Result.skipped(check, "there is no WebSocket connection");
        }
        if (patient.deadline().isOver()) {
            return Result.leftOut(check, noTime);
        }
        long startNanos = begunNanos == null ? System.nanoTime() : begunNanos;
        Judgement judgement = guarded(progress, noTime);
        return new Result(check, judgement, System.nanoTime() - startNanos);
    }

    /** Returns a judgement with why it is not finished, if it is not. */
    private static Judgement explained(Judgement judgement, String noTime) {
        return judgement.finished()
                ? judgement
                : judgement.because(Thread.currentThread().isInterrupted() ? "interrupted" : noTime);
    }

    private boolean isPossible() {
        return patient.survey().connects() || !check.turn().needsConnection();
    }

    private Judgement guarded(Progress progress, String noTime) throws InterruptedException {
        try {
            if (fault != null) {
                throw fault;
            }
            return explained(examination.examine(patient, findings, progress), noTime);
        } catch (OutOfTime e) {
            return findings.isEmpty()
                    ? Judgement.skipped(noTime).unfinished()
                    : explained(findings.result("").unfinished(), noTime);
        } catch (InterruptedException e) {
            if (findings.isEmpty()) {
                throw e;
            }
            Thread.currentThread().interrupt();
            return explained(findings.result("").unfinished(), noTime);
        } catch (RuntimeException e) {
            return Judgement.skipped("parley has a fault here, please report it: "
                    + Printable.cut(e + " at " + e.getStackTrace()[0], 300));
        }
    }
}
