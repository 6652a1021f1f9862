package dev.parley.server;

import dev.parley.TestMetrics;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test in the container under test, which knows where the application stands there. */
@Tag("container")
@ExtendWith(ArquillianExtension.class)
abstract class InContainer {
    @ArquillianResource
    private URL url;

    /** Returns the built WAR with settings as context-params: {@code "max-connections", "2"}. */
    static WebArchive warWith(String... settings) {
        WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/parley.war"));
        StringBuilder params = new StringBuilder();
        for (int i = 0; i < settings.length; i += 2) {
            params.append("<context-param><param-name>parley.")
                    .append(settings[i])
                    .append("</param-name><param-value>")
                    .append(settings[i + 1])
                    .append("</param-value></context-param>");
        }
        try {
            String webXml = Files.readString(Path.of("webapp/WEB-INF/web.xml"), StandardCharsets.UTF_8);
            String end = "</web-app>";
            if (Arrays.asList(settings).contains("16MiB")) {
                // What web.xml tells whoever does that.
                webXml = webXml.replace(">4194304<", ">33554432<");
            }
            return war.setWebXML(new StringAsset(webXml.replace(end, params + end)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI http(String path) {
        return http(url, path);
    }

    public URI ws(String path) {
        return ws(url, path);
    }

    /** Returns the application's own address on loopback; some adapters name the machine's, where nothing listens. */
    static URI http(URL application, String path) {
        return URI.create("http://127.0.0.1:" + application.getPort() + application.getPath() + path);
    }

    static URI ws(URL application, String path) {
        return URI.create(http(application, path).toString().replaceFirst("^http", "ws"));
    }

    /** Returns what {@code /metrics} says, by name and labels. */
    Map<String, Double> metrics() {
        return TestMetrics.read(http("metrics"));
    }

    /** Waits until as many connections are open, by the server's own count. */
    void awaitOpen(int count) {
        TestMetrics.awaitOpen(http("metrics"), count);
    }
}
