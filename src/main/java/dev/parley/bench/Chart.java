package dev.parley.bench;

import dev.parley.core.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * Draws lines as SVG that has its own style: it can be cut out of a page and is a file. Lines can be told apart without colours, too.
 */
final class Chart {
    /** Is a line: points in the order of their x. */
    record Series(String name, List<double[]> points) {}

    /** Is a mark of an axis. */
    record Mark(double value, String label) {}

    private static final String STYLE = Html.style(Chart.class, "chart.css");
    private static final int WIDTH = 560;
    private static final int HEIGHT = 250;
    private static final int LEFT = 58;
    private static final int RIGHT = 14;
    private static final int TOP = 30;
    private static final int BOTTOM = 36;
    private static final int LEGEND_STEP = 8;

    private final StringBuilder svg = new StringBuilder(8_000);
    private final Scale across;
    private final Scale up;

    private Chart(Scale across, Scale up) {
        this.across = across;
        this.up = up;
    }

    /**
     * Returns the drawing as an element of HTML.
     *
     * @param what it shows, for those who cannot see it
     * @param xTitle what goes from left to right, with its unit
     * @param yTitle what goes up, with its unit
     */
    static String of(
            String what,
            Scale across,
            List<Mark> xMarks,
            String xTitle,
            Scale up,
            DoubleFunction<String> yLabel,
            String yTitle,
            List<Series> series) {
        Chart chart = new Chart(across, up);
        chart.begin(what);
        chart.grid(xMarks, yLabel);
        chart.titles(xTitle, yTitle);
        for (int i = 0; i < series.size(); i++) {
            chart.line(series.get(i), i + 1);
        }
        chart.legend(series);
        return chart.svg.append("</svg>\n").toString();
    }

    /** Marks a scale at its round values. */
    static List<Mark> marks(Scale scale, DoubleFunction<String> label) {
        return scale.marks().stream()
                .map(value -> new Mark(value, label.apply(value)))
                .toList();
    }

    private void begin(String what) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH, HEIGHT, Html.escape(what));
        svg.append("<style>\n").append(STYLE).append("</style>\n");
    }

    private void grid(List<Mark> xMarks, DoubleFunction<String> yLabel) {
        for (Mark mark : xMarks) {
            double x = x(mark.value());
            add("<path class=\"grid\" d=\"M%.1f %dV%d\"/>", x, TOP, HEIGHT - BOTTOM);
            add(
                    "<text class=\"mark\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x, HEIGHT - BOTTOM + 15, Html.escape(mark.label()));
        }
        for (double value : up.marks()) {
            double y = y(value);
            add("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, WIDTH - RIGHT);
            add(
                    "<text class=\"mark\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT - 6, y + 4, Html.escape(yLabel.apply(value)));
        }
    }

    private void titles(String xTitle, String yTitle) {
        add(
                "<text class=\"mark\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                WIDTH - RIGHT, HEIGHT - 5, Html.escape(xTitle));
        add("<text class=\"mark\" x=\"%d\" y=\"%d\">%s</text>%n", 4, 14, Html.escape(yTitle));
    }

    private void line(Series series, int style) {
        if (series.points().size() == 1) {
            double[] only = series.points().get(0);
            add("<circle class=\"dot s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>%n", style, x(only[0]), y(only[1]));
            return;
        }
        add("<path class=\"line s%d\" d=\"", style);
        String command = "M";
        for (double[] point : series.points()) {
            add("%s%.1f %.1f", command, x(point[0]), y(point[1]));
            command = "L";
        }
        add("\"/>%n");
    }

    private void legend(List<Series> series) {
        List<String> parts = new ArrayList<>();
        double x = WIDTH - RIGHT;
        for (int i = series.size(); i > 0; i--) {
            String name = series.get(i - 1).name();
            // About the width of a letter.
            x -= name.length() * 6.6;
            parts.add(String.format(
                    Locale.ROOT,
                    "<text class=\"name\" x=\"%.1f\" y=\"14\">%s</text><path class=\"line s%d\" d=\"M%.1f 10h20\"/>%n",
                    x,
                    Html.escape(name),
                    i,
                    x - 25));
            x -= 25 + 2 * LEGEND_STEP;
        }
        parts.forEach(svg::append);
    }

    private double x(double value) {
        return LEFT + across.at(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - up.at(value) * (HEIGHT - TOP - BOTTOM);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
