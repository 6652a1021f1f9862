package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class CheckJunitTest {
    @Test
    void suiteCountsItsCases() throws Exception {
        Element suite = parsed(Recordings.ill());
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("name")).isEqualTo("parley check wss://shop.example/ws");
        assertThat(suite.getAttribute("tests")).isEqualTo("7");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getAttribute("time")).isEqualTo("63.000");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-24T09:30:00");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(7);
    }

    @Test
    void eachCheckIsACase() throws Exception {
        Element suite = parsed(Recordings.ill());
        Element reach = testCase(suite, 0);
        assertThat(reach.getAttribute("classname")).isEqualTo("parley.check");
        assertThat(reach.getAttribute("name")).isEqualTo("reach");
        assertThat(reach.getAttribute("time")).isEqualTo("0.012");
        assertThat(reach.hasChildNodes()).isFalse();
        assertThat(only(testCase(suite, 4), "skipped").getAttribute("message"))
                .isEqualTo("the server has no /push; it is no Parley");
        Element failure = only(testCase(suite, 5), "failure");
        assertThat(failure.getAttribute("message")).isEqualTo("texts up to 8,192 bytes come back");
        assertThat(failure.getTextContent()).isEqualTo("""
                failed   Sizes: texts up to 8,192 bytes come back
                         failed: a text of 8,193 bytes was answered by close 1009 (message too big)
                           means         Larger messages end the connection.
                           looks like    Tomcat, whose buffer holds 8,192 bytes unless set
                           to change it  Raise maxTextMessageBufferSize, or send less at a time.
                           source        tomcat-buffer
                """);
    }

    @Test
    void warningPassesAndSaysSo() throws Exception {
        Element idle = testCase(parsed(Recordings.ill()), 6);
        assertThat(idle.getElementsByTagName("failure").getLength()).isZero();
        assertThat(only(idle, "system-out").getTextContent())
                .startsWith("warning  Idle: ended after 60.0 s of silence\n")
                .contains("proxy_read_timeout 1h;");
    }

    @Test
    void baselineIsInTheTextOfACase() throws Exception {
        assertThat(testCase(parsed(Recordings.beside()), 6).getTextContent())
                .contains("the hop in between does this, not the server");
    }

    @Test
    void textOfAnEnemyIsNoMarkupAndValid() throws Exception {
        Element suite = parsed(Recordings.hostile("\u001b\n\u0000\ud800\uffff]]>&amp;\"'<script>\ud83d\ude00"));
        assertThat(suite.getElementsByTagName("script").getLength()).isZero();
        assertThat(only(testCase(suite, 0), "failure").getAttribute("message"))
                .isEqualTo("\\u001b\\n\\u0000\\ud800]]>&amp;\"'<script>\ud83d\ude00 s");
    }

    private static Element parsed(Recording recording) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(CheckJunit.of(recording, Recordings::fact, Verdict.FAILED))))
                .getDocumentElement();
    }

    private static Element testCase(Element suite, int index) {
        return (Element) suite.getElementsByTagName("testcase").item(index);
    }

    private static Element only(Element within, String name) {
        NodeList elements = within.getElementsByTagName(name);
        assertThat(elements.getLength()).isEqualTo(1);
        return (Element) elements.item(0);
    }
}
