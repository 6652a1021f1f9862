package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.connect.Ending.Why;
import dev.parley.core.CloseCode;
import dev.parley.core.ExitCode;
import dev.parley.protocol.Close;
import dev.parley.wire.Ended;
import dev.parley.wire.Ended.How;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static final Ended BY_SERVER = closed(CloseCode.NORMAL, true);
    private static final Ended BY_US = closed(CloseCode.NORMAL, false);

    @Test
    void aSessionThatClosedAfterItsWorkIsGood() {
        assertThat(exit(BY_US, Why.DONE)).isEqualTo(ExitCode.OK);
        assertThat(exit(closed(4000, false), Why.DONE)).isEqualTo(ExitCode.OK);
        assertThat(exit(BY_SERVER, null)).isEqualTo(ExitCode.OK);
        assertThat(exit(closed(Close.NO_CODE, true), null)).isEqualTo(ExitCode.OK);
    }

    @Test
    void aSessionThatWasInterruptedIsThatWhateverElseIsWrong() {
        assertThat(new Ending(null, Why.INTERRUPTED, true, true, 3, true).exitCode())
                .isEqualTo(ExitCode.INTERRUPTED);
        assertThat(exit(end(How.NO_CONNECTION), Why.INTERRUPTED)).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void howConnectingFailedComesBeforeAllThatFollowsFromIt() {
        assertThat(new Ending(end(How.NO_CONNECTION), null, true, true, 3, true).exitCode())
                .isEqualTo(ExitCode.NO_CONNECTION);
        assertThat(new Ending(end(How.REFUSED), Why.TIMED_OUT, true, true, 3, true).exitCode())
                .isEqualTo(ExitCode.HANDSHAKE);
    }

    @Test
    void inputThatCannotBeReadIsWrongUsage() {
        assertThat(new Ending(BY_US, Why.DONE, true, false, 0, false).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whatDidNotComeInTimeFellShort() {
        assertThat(exit(BY_US, Why.TIMED_OUT)).isEqualTo(ExitCode.FELL_SHORT);
        assertThat(new Ending(BY_SERVER, null, false, false, 0, true).exitCode())
                .isEqualTo(ExitCode.FELL_SHORT);
    }

    @Test
    void anEndThatLosesSomethingIsAbnormal() {
        assertThat(exit(end(How.RST), null)).isEqualTo(ExitCode.ABNORMAL_END);
        assertThat(exit(null, Why.DONE)).isEqualTo(ExitCode.ABNORMAL_END);
        assertThat(exit(closed(1011, true), null)).isEqualTo(ExitCode.ABNORMAL_END);
        assertThat(exit(closed(1011, true), Why.DONE)).isEqualTo(ExitCode.ABNORMAL_END);
        assertThat(new Ending(BY_US, Why.DONE, false, false, 1, false).exitCode())
                .isEqualTo(ExitCode.ABNORMAL_END);
        assertThat(new Ending(BY_SERVER, null, false, true, 0, false).exitCode())
                .isEqualTo(ExitCode.ABNORMAL_END);
    }

    private static int exit(Ended end, Why why) {
        return new Ending(end, why, false, false, 0, false).exitCode();
    }

    private static Ended closed(int code, boolean peerFirst) {
        Close close = new Close(code, "");
        return new Ended(0, How.CLOSED, null, close, close, peerFirst, 0, null);
    }

    private static Ended end(How how) {
        return new Ended(0, how, null, null, null, false, 0, null);
    }
}
