package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.Check;
import dev.parley.check.Doctor;
import dev.parley.check.Limits;
import dev.parley.check.Plan;
import dev.parley.check.Progress;
import dev.parley.check.Recording;
import dev.parley.check.Result;
import dev.parley.check.Verdict;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.WireSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The WAR in the container, as {@code check} sees it: where nothing is wrong it must not say that something is. */
class PathCheckIT extends InContainer {
    @Deployment(testable = false)
    static WebArchive war() {
        return warWith();
    }

    @Test
    void pathToTheContainerIsFine() {
        Plan plan = new Plan(
                WireSettings.to(WebSocketUrl.parse(ws("ws").toString())),
                null,
                EnumSet.complementOf(EnumSet.of(Check.PROTOCOL)),
                Limits.of(false, true, 10, Duration.ofSeconds(2)));
        Recording recording = new Doctor(plan, Progress.NONE, Clock.systemUTC()).run();
        for (Result result : recording.path()) {
            boolean cutsCharacters =
                    result.check() == Check.MESSAGES && Container.current().refusesACharacterInTwoFrames();
            assertThat(result.verdict())
                    .as("%s: %s %s", result.check(), result.details(), result.findings())
                    .isEqualTo(cutsCharacters ? Verdict.FAILED : Verdict.OK);
            if (cutsCharacters) {
                assertThat(result.findings()).hasSize(1);
                assertThat(result.summary())
                        .isEqualTo(
                                "fragments that cut a character: ended by close 1007 (invalid payload data): Invalid UTF-8"
                                        + " data received.");
            }
        }
        assertThat(recording.hops())
                .anyMatch(hop -> hop.startsWith(Container.current().product() + ": "));
    }
}
