package dev.parley.check;

final class ProtocolCheck implements Examination {
    public Check check() {
        return Check.PROTOCOL;
    }

    public Result examine(Patient p, Progress q) {
        return Result.skipped(Check.PROTOCOL, "stub");
    }
}
