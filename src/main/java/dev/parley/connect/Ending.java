package dev.parley.connect;

import dev.parley.core.CloseCode;
import dev.parley.core.ExitCode;
import dev.parley.protocol.Close;
import dev.parley.wire.Ended;

/**
 * The end of a session, from which its exit code follows.
 *
 * @param end that of the last connection; null if there was none when the session ended
 * @param why why this side closed; null if it did not
 * @param inputFailed whether something could not be read, or was not allowed
 * @param inputCut whether messages that the command line names were not all read
 * @param unsent how many messages were read and not sent
 * @param missed whether something was waited for and did not come
 */
record Ending(Ended end, Why why, boolean inputFailed, boolean inputCut, int unsent, boolean missed) {
    /** Why this side closes. */
    enum Why {
        /** All is done, or a person wants it to end. */
        DONE,
        /** What was waited for did not come in time. */
        TIMED_OUT,
        /** Ctrl-C. */
        INTERRUPTED
    }

    /** Tells whether the server closed without giving a reason for trouble. */
    static boolean isNormal(Ended end) {
        return end.code() == CloseCode.NORMAL || end.code() == Close.NO_CODE;
    }

    /** Returns an {@link ExitCode}. */
    int exitCode() {
        if (why == Why.INTERRUPTED) {
            return ExitCode.INTERRUPTED;
        }
        if (end != null && end.how() == Ended.How.NO_CONNECTION) {
            return ExitCode.NO_CONNECTION;
        }
        if (end != null && end.how() == Ended.How.REFUSED) {
            return ExitCode.HANDSHAKE;
        }
        if (inputFailed) {
            return ExitCode.USAGE;
        }
        if (why == Why.TIMED_OUT) {
            return ExitCode.FELL_SHORT;
        }
        if (end == null || !end.isClean() || unsent > 0) {
            return ExitCode.ABNORMAL_END;
        }
        if (why != null && !end.peerFirst()) {
            return ExitCode.OK;
        }
        if (!isNormal(end) || inputCut) {
            return ExitCode.ABNORMAL_END;
        }
        return missed ? ExitCode.FELL_SHORT : ExitCode.OK;
    }
}
