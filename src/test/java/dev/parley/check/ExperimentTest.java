package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private String seen;

    @AfterEach
    void forgetInterrupt() {
        Thread.interrupted();
    }

    @Test
    void doneToItsEndIsJudged() throws Exception {
        Judgement result = judged(() -> seen = "all");
        assertThat(result.summary()).isEqualTo("all");
        assertThat(result.finished()).isTrue();
    }

    @Test
    void outOfTimeWhatWasSeenIsJudgedAndNotFinished() throws Exception {
        Judgement result = judged(() -> {
            seen = "some";
            throw new OutOfTime();
        });
        assertThat(result.summary()).isEqualTo("some");
        assertThat(result.finished()).isFalse();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void interruptedWhatWasSeenIsJudgedAndTheInterruptIsPassedOn() throws Exception {
        Judgement result = judged(() -> {
            seen = "some";
            throw new InterruptedException();
        });
        assertThat(result.finished()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void nothingSeenIsNothingToJudge() {
        assertThatThrownBy(() -> judged(() -> {
                    throw new OutOfTime();
                }))
                .isInstanceOf(OutOfTime.class);
        assertThatThrownBy(() -> judged(() -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
    }

    private interface Run {
        void run() throws InterruptedException, OutOfTime;
    }

    private Judgement judged(Run run) throws InterruptedException, OutOfTime {
        Experiment<String> experiment = new Experiment<>() {
            @Override
            public void run() throws InterruptedException, OutOfTime {
                run.run();
            }

            @Override
            public String seen() {
                return seen;
            }
        };
        return Experiment.judged(experiment, words -> new Findings().result(words));
    }
}
