package dev.parley.compare;

import dev.parley.compare.Recording.Measured;
import dev.parley.compare.Recording.RoundTrips;
import dev.parley.compare.Recording.WayOutcome;
import dev.parley.core.Figures;
import dev.parley.report.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Chooses the figures that are drawn as bars. */
final class Bars {
    /**
     * A picture.
     *
     * @param best which end is the good one
     */
    record BarChart(String title, String best, List<Bar> bars) {}

    private record Drawn(WayOutcome way, List<Double> parts, String value) {
        double sum() {
            return parts.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    private Bars() {}

    static List<BarChart> of(Recording recording) {
        List<BarChart> charts = new ArrayList<>();
        charts.add(chart(
                recording,
                "Round trip, one after another",
                "median and, fainter, 99th percentile; shorter is better",
                way -> roundTrip(way, way.alone())));
        charts.add(chart(
                recording,
                "Round trip, " + recording.concurrency() + " at a time",
                "median and, fainter, 99th percentile; shorter is better",
                way -> roundTrip(way, way.together())));
        charts.add(chart(
                recording,
                "Exchanges a second, " + recording.concurrency() + " at a time",
                "longer is better",
                way -> new Drawn(
                        way,
                        List.of(way.together().perSecond()),
                        Figures.count(Math.round(way.together().perSecond())))));
        charts.add(chart(
                recording, "Bytes an exchange, at the socket", "out and, fainter, in; shorter is better", Bars::bytes));
        charts.add(chart(
                recording,
                "First reply, from nothing",
                "median; shorter is better",
                way -> way.first() == null
                        ? null
                        : new Drawn(
                                way,
                                List.of((double) way.first().nanos()),
                                Figures.time(way.first().nanos()))));
        charts.removeIf(chart -> chart.bars().isEmpty());
        return charts;
    }

    private static Drawn roundTrip(WayOutcome way, Measured measured) {
        RoundTrips trips = measured.roundTrips();
        return new Drawn(
                way,
                List.of((double) trips.p50Nanos(), (double) trips.p99Nanos() - trips.p50Nanos()),
                Figures.time(trips.p50Nanos()) + ", " + Figures.time(trips.p99Nanos()));
    }

    private static Drawn bytes(WayOutcome way) {
        double out = Table.bytesEach(way, Measured::bytesOut);
        double in = Table.bytesEach(way, Measured::bytesIn);
        return new Drawn(way, List.of(out, in), Figures.each(out) + " + " + Figures.each(in));
    }

    private static BarChart chart(Recording recording, String title, String best, Function<WayOutcome, Drawn> drawn) {
        List<Drawn> all = new ArrayList<>();
        for (WayOutcome way : recording.ways()) {
            if (way.together() != null
                    && way.together().roundTrips().p50Nanos() > 0
                    && way.alone().roundTrips().p50Nanos() > 0) {
                Drawn one = drawn.apply(way);
                if (one != null) {
                    all.add(one);
                }
            }
        }
        double longest = all.stream().mapToDouble(Drawn::sum).max().orElse(1);
        return new BarChart(
                title,
                best,
                all.stream()
                        .map(one -> new Bar(
                                one.way().way().toString(),
                                one.value(),
                                one.parts().stream().map(part -> part / longest).toList()))
                        .toList());
    }
}
