package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndsTest {
    @Test
    void everyCauseHasAnEnd() {
        assertThat(Ends.all())
                .extracting(end -> (Object) end.cause().getClass())
                .contains((Object[]) Cause.class.getPermittedSubclasses());
    }

    @Test
    void everyCauseHasWords() {
        assertThat(Ends.all()).extracting(Ended::clause).doesNotContain("");
    }
}
