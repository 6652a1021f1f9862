package dev.parley.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.report.Junit.Case;
import dev.parley.report.Junit.Failed;
import dev.parley.report.Junit.Passed;
import dev.parley.report.Junit.Skipped;
import dev.parley.report.Junit.Suite;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JunitTest {
    private static final Instant STARTED = Instant.parse("2026-11-24T09:30:00.999Z");

    @Test
    void everyOutcomeHasItsElement() {
        Suite suite = new Suite(
                "parley check ws://h/?a&b",
                STARTED,
                1_234_567_890,
                List.of(
                        new Case("parley.check", "reach", 12_000_000, new Passed("")),
                        new Case("parley.check", "close", 0, new Passed("a <warning>\n")),
                        new Case("parley.check", "pushes", 0, new Skipped("no \"push\"")),
                        new Case("parley.check", "sizes", 0, new Failed("too big", "failed", "all\nof ]]> it"))),
                "it works");
        assertThat(Junit.of(suite)).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="parley check ws://h/?a&amp;b" tests="4" failures="1" errors="0" skipped="1" time="1.235" timestamp="2026-11-24T09:30:00">
                  <testcase classname="parley.check" name="reach" time="0.012"/>
                  <testcase classname="parley.check" name="close" time="0.000">
                    <system-out>a &lt;warning&gt;
                </system-out>
                  </testcase>
                  <testcase classname="parley.check" name="pushes" time="0.000">
                    <skipped message="no &quot;push&quot;"/>
                  </testcase>
                  <testcase classname="parley.check" name="sizes" time="0.000">
                    <failure message="too big" type="failed">all
                of ]]&gt; it</failure>
                  </testcase>
                  <system-out>it works</system-out>
                </testsuite>
                """);
    }

    @Test
    void whatXmlHasNoPlaceForIsDroppedOrShown() {
        String enemy = "\u001b\u0000\ud800\uffff\ud83d\ude00";
        String xml = Junit.of(new Suite(enemy, STARTED, 0, List.of(), enemy));
        assertThat(xml)
                .contains("name=\"\\u001b\\u0000\\ud800\ud83d\ude00\"")
                .contains("<system-out>\ud83d\ude00</system-out>");
    }
}
