package dev.parley.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void linearScaleEndsAtARoundValueAboveTheMost() {
        Scale scale = Scale.linear(1_764);
        assertThat(scale.most()).isEqualTo(2_000);
        assertThat(scale.marks()).containsExactly(0.0, 500.0, 1_000.0, 1_500.0, 2_000.0);
        assertThat(scale.at(500)).isEqualTo(0.25);
        assertThat(scale.at(9_999)).isEqualTo(1);
    }

    @Test
    void nothingAtAllHasAScaleToo() {
        assertThat(Scale.linear(0).at(0)).isZero();
    }

    @Test
    void scaleByMagnitudeReachesOverTheValues() {
        Scale scale = Scale.magnitude(0.03, 12);
        assertThat(scale.least()).isEqualTo(0.02, Offset.offset(1e-9));
        assertThat(scale.most()).isEqualTo(20, Offset.offset(1e-9));
        assertThat(scale.at(0.02)).isZero();
        assertThat(scale.at(20)).isEqualTo(1, Offset.offset(1e-9));
        assertThat(scale.marks()).hasSize(10);
    }

    @Test
    void manyMagnitudesAreMarkedByTheirOnesOnly() {
        assertThat(Scale.magnitude(0.05, 900).marks())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 * b ? 0 : Double.compare(a, b))
                .containsExactly(0.1, 1.0, 10.0, 100.0, 1_000.0);
    }

    @Test
    void oneValueAloneHasAScaleAroundIt() {
        Scale scale = Scale.magnitude(1, 1);
        assertThat(scale.most()).isGreaterThan(scale.least());
    }
}
