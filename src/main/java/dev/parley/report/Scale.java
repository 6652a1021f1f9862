package dev.parley.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where values stand on an axis, 0 to 1, and which of them are marked.
 *
 * @param byMagnitude whether the magnitude of values counts, which are then above 0
 */
public record Scale(double least, double most, boolean byMagnitude) {
    private static final int[] STEPS = {1, 2, 5};

    /** Counts from 0 to at least {@code most}, up to a round value. */
    public static Scale linear(double most) {
        double step = step(most);
        return new Scale(0, Math.max(1, Math.ceil(most / step)) * step, false);
    }

    /** Reaches over two values by their magnitude, both above 0, out to round ones. */
    public static Scale magnitude(double least, double most) {
        double from = roundDown(least);
        double to = from;
        while (to < most || to <= from) {
            to = next(to);
        }
        return new Scale(from, to, true);
    }

    /** Returns where a value is; what is beyond the ends is at them. */
    public double at(double value) {
        double inside = Math.min(most, Math.max(least, value));
        return byMagnitude ? Math.log(inside / least) / Math.log(most / least) : (inside - least) / (most - least);
    }

    /** Returns round values from the one end to the other: some five, or by magnitude 1, 2 and 5 of each, or 1 only. */
    public List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        if (!byMagnitude) {
            double step = step(most);
            for (int i = 0; i * step <= most * 1.0001; i++) {
                marks.add(i * step);
            }
            return marks;
        }
        boolean all = most / least <= 1_000;
        for (double mark = least; mark <= most * 1.0001; mark = next(mark)) {
            if (all || leading(mark) == 1 || mark == least && most / least < 10) {
                marks.add(mark);
            }
        }
        return marks;
    }

    private static double step(double most) {
        double rough = Math.max(1e-9, most) / 5;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (int step : STEPS) {
            if (step * power >= rough * 0.999) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static double roundDown(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        double round = power;
        for (int step : STEPS) {
            if (step * power <= value * 1.0001) {
                round = step * power;
            }
        }
        return round;
    }

    private static double next(double mark) {
        double power = Math.pow(10, Math.floor(Math.log10(mark) + 1e-9));
        return switch (leading(mark)) {
            case 1 -> 2 * power;
            case 2 -> 5 * power;
            default -> 10 * power;
        };
    }

    private static int leading(double mark) {
        return (int) Math.round(mark / Math.pow(10, Math.floor(Math.log10(mark) + 1e-9)));
    }
}
