package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.WebSocketUrl;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final WireSettings THERE = WireSettings.to(WebSocketUrl.parse("ws://h/ws"));
    private static final Limits FAST = Limits.of(true, true, null, null);

    @Test
    void allIsAnnouncedBeforeItBegins() {
        assertThat(plan(FAST, EnumSet.allOf(Check.class)).bounds())
                .isEqualTo("12 checks, up to 11 connections at once and about 279 in all, messages up to 16.0 MiB, idle"
                        + " connections watched for 2s beside some with a message or ping a second; about 8 s");
    }

    @Test
    void oneCheckIsAnnouncedAlone() {
        assertThat(plan(FAST, EnumSet.of(Check.MESSAGES)).bounds())
                .isEqualTo("1 check, up to 6 connections at once and about 16 in all; about 1 s");
        assertThat(plan(FAST, EnumSet.of(Check.SIZES)).bounds())
                .isEqualTo("1 check, up to 6 connections at once and about 66 in all, messages up to 16.0 MiB;"
                        + " about 1 s");
    }

    @Test
    void whatWaitsSideBySideIsCountedOnce() {
        Limits long70 = Limits.of(false, true, null, null);
        assertThat(plan(long70, EnumSet.of(Check.IDLE, Check.LONG_CALLS)).bounds())
                .isEqualTo("2 checks, up to 11 connections at once and about 18 in all, idle connections watched for"
                        + " 70s beside some with a message or ping a second; about 71 s");
        assertThat(plan(long70, EnumSet.of(Check.LONG_CALLS)).bounds())
                .startsWith(
                        "1 check, up to 6 connections at once and about 7 in all, idle connections watched for 70s");
    }

    @Test
    void connectionsAreAsManyAsAreAskedFor() {
        assertThat(plan(Limits.of(true, true, 240, null), EnumSet.of(Check.CONNECTIONS))
                        .bounds())
                .isEqualTo("1 check, up to 240 connections at once and about 257 in all; about 1 s");
    }

    @Test
    void anotherMachineIsSparedAndThatIsSaid() {
        assertThat(plan(Limits.of(true, false, null, null), EnumSet.allOf(Check.class))
                        .bounds())
                .startsWith("12 checks, up to 11 connections at once and about 139 in all, messages up to 1.0 MiB, ")
                .endsWith("; about 8 s; no more than a few browsers would do, because it is another machine"
                        + " (--intensive does more)");
    }

    @Test
    void baselineDoublesIt() {
        assertThat(new Plan(THERE, THERE, EnumSet.of(Check.IDLE), Limits.of(true, true, null, Duration.ofSeconds(4)))
                        .bounds())
                .startsWith("1 check, up to 11 connections at once and about 34 in all, ")
                .endsWith("; about 10 s");
    }

    @Test
    void everyCheckHasAnExaminationAndAnIdOfItsOwn() {
        assertThat(Check.values()).extracting(Check::id).doesNotHaveDuplicates();
        assertThat(Check.values())
                .allSatisfy(check -> assertThat(check.examination(null, null)).isNotNull());
    }

    private static Plan plan(Limits limits, Set<Check> checks) {
        return new Plan(THERE, null, checks, limits);
    }
}
