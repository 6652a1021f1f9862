package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private final List<Slice> passedOn = new ArrayList<>();
    private final Gathering gathering = new Gathering(2, passedOn::add);

    @Test
    void slicesOfAllLanesAreAddedUpAndPassedOnInOrder() {
        gathering.add(0, slice(1));
        gathering.add(1, slice(10));
        assertThat(passedOn).isEmpty();
        gathering.add(0, slice(2));
        gathering.add(1, slice(20));
        assertThat(passedOn).extracting(slice -> slice.sent).containsExactly(3L, 30L);
        assertThat(passedOn).extracting(slice -> slice.open).containsExactly(2, 2);
    }

    @Test
    void whatIsLeftIsPassedOnAtTheEnd() {
        gathering.add(0, slice(1));
        gathering.add(0, slice(2));
        gathering.add(1, slice(4));
        gathering.finish();
        assertThat(passedOn).extracting(slice -> slice.sent).containsExactly(3L, 4L);
    }

    private static Slice slice(long sent) {
        Slice slice = new Slice(0);
        slice.sent = sent;
        slice.open = 1;
        return slice;
    }
}
