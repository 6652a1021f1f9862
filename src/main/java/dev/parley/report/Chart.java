package dev.parley.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * Lines over two axes, drawn as SVG that has its own style: it can be cut out of a page and is a file. The lines can be told apart
 * without colours, too.
 *
 * @param title in a few words, as the heading of a card
 * @param what it shows, for those who cannot see it
 * @param series at most three
 */
public record Chart(String title, String what, Axis across, Axis up, List<Series> series) {
    /** A line: points in the order of their x. */
    public record Series(String name, List<double[]> points) {}

    /** A marked value of an axis. */
    public record Mark(double value, String label) {}

    /**
     * An axis.
     *
     * @param title what it measures, with its unit
     */
    public record Axis(String title, Scale scale, List<Mark> marks) {
        /** Makes one that is marked at the round values of its scale. */
        public static Axis of(String title, Scale scale, DoubleFunction<String> label) {
            return new Axis(
                    title,
                    scale,
                    scale.marks().stream()
                            .map(value -> new Mark(value, label.apply(value)))
                            .toList());
        }
    }

    /** The name of a line, at the top right; {@code x} is where it begins. */
    record Name(String text, double x, int style) {}

    static final int WIDTH = 460;
    static final int HEIGHT = 230;
    static final int LEFT = 64;
    static final int RIGHT = 16;
    static final int TOP = 30;
    static final int BOTTOM = 40;
    private static final int LEGEND_LINE = 25;
    private static final int LEGEND_STEP = 12;
    /** About the width of a letter on a narrow screen, where they are larger. */
    private static final double LETTER = 8.2;

    double x(double value) {
        return LEFT + across.scale().at(value) * (WIDTH - LEFT - RIGHT);
    }

    double y(double value) {
        return HEIGHT - BOTTOM - up.scale().at(value) * (HEIGHT - TOP - BOTTOM);
    }

    /** Returns the way of a line, in the words of SVG. */
    String path(Series line) {
        StringBuilder path = new StringBuilder(16 * line.points().size());
        for (double[] point : line.points()) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(at(x(point[0])))
                    .append(' ')
                    .append(at(y(point[1])));
        }
        return path.toString();
    }

    List<Name> names() {
        List<Name> names = new ArrayList<>();
        double x = WIDTH - RIGHT;
        for (int i = series.size(); i > 0; i--) {
            String name = series.get(i - 1).name();
            x -= name.length() * LETTER;
            names.add(0, new Name(name, x, i));
            x -= LEGEND_LINE + LEGEND_STEP;
        }
        return names;
    }

    /** Writes a coordinate. */
    static String at(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
