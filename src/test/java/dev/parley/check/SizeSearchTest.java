package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.check.SizesSeen.Limit;
import dev.parley.check.SizesSeen.Refusal;
import dev.parley.wire.Ended;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeSearchTest {
    private static final int MOST = 16 * 1024 * 1024;

    private final List<Integer> sent = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 1023, 1024, 1025, 8192, 10_000, 65_535, 65_536, 65_537, 1_000_000, MOST - 1})
    void limitIsFoundToTheByte(int longest) throws Exception {
        Limit limit = search(longest, Invented.fin());
        assertThat(limit.taken()).isEqualTo(longest);
        assertThat(limit.refused()).isEqualTo(longest + 1);
        assertThat(limit.exact()).isTrue();
        assertThat(sent).allMatch(bytes -> bytes <= MOST).hasSizeLessThan(40);
    }

    @Test
    void roundLimitTakesOneTryMore() throws Exception {
        search(64 * 1024, Invented.fin());
        assertThat(sent).containsExactly(1024, 4096, 16_384, 65_536, 262_144, 65_537);
    }

    @Test
    void withoutALimitTheLongestIsTaken() throws Exception {
        Limit limit = search(MOST, null);
        assertThat(limit).isEqualTo(new Limit(MOST, 0, null, true));
        assertThat(limit.isFound()).isFalse();
    }

    @Test
    void silenceIsNotSearchedToTheByteBecauseItMayBeTheLine() throws Exception {
        assertThat(search(5_000, null)).isEqualTo(new Limit(4096, 16_384, new Refusal(null), true));
    }

    @Test
    void sameLimitIsSeenInTwoTries() throws Exception {
        Limit expected = new Limit(10_000, 10_001, new Refusal(Invented.fin()), true);
        SizeSearch search = SizeSearch.like(expected, bytes -> send(bytes, 10_000, Invented.rst()));
        search.run(expected);
        assertThat(search.limit()).isEqualTo(new Limit(10_000, 10_001, new Refusal(Invented.rst()), true));
        assertThat(sent).containsExactly(10_001, 10_000);
    }

    @Test
    void anotherLimitIsSearched() throws Exception {
        Limit expected = new Limit(10_000, 10_001, new Refusal(Invented.fin()), true);
        SizeSearch lower = SizeSearch.like(expected, bytes -> send(bytes, 3_000, Invented.fin()));
        lower.run(expected);
        assertThat(lower.limit().taken()).isEqualTo(3_000);
        SizeSearch higher = SizeSearch.like(expected, bytes -> send(bytes, 20_000, Invented.fin()));
        higher.run(expected);
        assertThat(higher.limit()).isEqualTo(new Limit(10_001, 0, null, true));
    }

    @Test
    void outOfTimeItKnowsHowFarItCame() {
        SizeSearch search = new SizeSearch(MOST, bytes -> {
            if (sent.size() == 6) {
                throw new OutOfTime();
            }
            return send(bytes, 70_000, Invented.fin());
        });
        assertThatThrownBy(search::run).isInstanceOf(OutOfTime.class);
        assertThat(search.limit()).isEqualTo(new Limit(65_537, 262_144, new Refusal(Invented.fin()), false));
    }

    private Limit search(int longest, Ended end) throws Exception {
        SizeSearch search = new SizeSearch(MOST, bytes -> send(bytes, longest, end));
        search.run();
        return search.limit();
    }

    private Refusal send(int bytes, int longest, Ended end) {
        sent.add(bytes);
        return bytes <= longest ? null : new Refusal(end);
    }
}
