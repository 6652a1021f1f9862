package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.connect.Alarms.Alarm;
import dev.parley.connect.ConnectSettings.Pings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private final Alarms alarms = new Alarms();

    @Test
    void withoutAnAlarmNothingIsEverDue() {
        assertThat(alarms.dueNanos()).isEqualTo(Alarms.NEVER);
        assertThat(alarms.ring(Long.MAX_VALUE)).isNull();
    }

    @Test
    void anAlarmRingsOnceAndNotBeforeItsTime() {
        alarms.set(Alarm.WAITED, 200);
        alarms.set(Alarm.TIMEOUT, 100);
        assertThat(alarms.dueNanos()).isEqualTo(100);
        assertThat(alarms.ring(99)).isNull();
        assertThat(alarms.ring(100)).isEqualTo(Alarm.TIMEOUT);
        assertThat(alarms.ring(100)).isNull();
        assertThat(alarms.dueNanos()).isEqualTo(200);
        alarms.clear();
        assertThat(alarms.isSet(Alarm.WAITED)).isFalse();
    }

    @Test
    void timesMayPassTheHighestNumber() {
        alarms.set(Alarm.WAITED, Long.MIN_VALUE + 5);
        alarms.set(Alarm.TIMEOUT, Long.MAX_VALUE - 5);
        assertThat(alarms.dueNanos()).isEqualTo(Long.MAX_VALUE - 5);
        assertThat(alarms.ring(Long.MAX_VALUE - 6)).isNull();
    }

    @Test
    void pongsOfAnyPingStopTheWaitingForOne() {
        Pinger pinger = new Pinger(new Pings(Duration.ofNanos(10), Duration.ofNanos(30)), alarms);
        pinger.begin(1_000);
        assertThat(alarms.dueNanos()).isEqualTo(1_010);
        pinger.awaitPong(1_010);
        assertThat(alarms.isSet(Alarm.PONG)).isTrue();
        pinger.ponged();
        assertThat(alarms.isSet(Alarm.PONG)).isFalse();
        pinger.stop();
        assertThat(alarms.dueNanos()).isEqualTo(Alarms.NEVER);
    }

    @Test
    void withoutAnIntervalThereAreNoPings() {
        new Pinger(new Pings(Duration.ZERO, Duration.ZERO), alarms).begin(1_000);
        assertThat(alarms.dueNanos()).isEqualTo(Alarms.NEVER);
    }
}
