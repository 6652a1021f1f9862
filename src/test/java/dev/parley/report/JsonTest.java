package dev.parley.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Trip(String httpVersion, Double p50Ms, double perSecond, Instant started, List<String> lines) {}

    private record Figures(Map<String, Object> figures) {}

    @Test
    void documentBeginsWithItsFormatAndVersionAndItsNamesAreInSnakeCase() {
        assertThat(Json.document(new Trip("1.1", 0.5, 2, Instant.parse("2026-11-24T09:30:00Z"), List.of("<a & 'b'>"))))
                .isEqualTo("""
                        {
                          "schema": 1,
                          "version": "unpackaged",
                          "http_version": "1.1",
                          "p50_ms": 0.5,
                          "per_second": 2.0,
                          "started": "2026-11-24T09:30:00Z",
                          "lines": [
                            "<a & 'b'>"
                          ]
                        }""");
    }

    @Test
    void whatIsAbsentOrNoNumberIsLeftOut() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("none", null);
        figures.put("endless", Double.POSITIVE_INFINITY);
        figures.put("half", 0.5);
        figures.put("within", Map.of("count", 1L));
        assertThat(Json.line(new Trip(null, null, Double.NaN, null, List.of()))).isEqualTo("{\"lines\":[]}");
        assertThat(Json.line(new Figures(figures))).isEqualTo("{\"figures\":{\"half\":0.5,\"within\":{\"count\":1}}}");
    }

    @Test
    void lineIsReadAsItWasWritten() {
        Trip trip = new Trip("2", 0.25, 3, Instant.parse("2026-11-24T09:30:00.123456Z"), List.of("\u001b\n"));
        assertThat(Json.read(Json.line(trip), Trip.class)).isEqualTo(trip);
    }

    @Test
    void documentSteersNoTerminal() {
        assertThat(Json.document(new Trip("\u001b\u009b\u202e", null, 0, null, List.of())))
                .contains("\"\\u001b\\u009b\\u202e\"");
    }
}
