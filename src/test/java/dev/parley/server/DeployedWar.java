package dev.parley.server;

import java.io.File;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deploys the built {@code target/parley.war}, as it is, to the container under test. */
@Tag("container")
@ExtendWith(ArquillianExtension.class)
abstract class DeployedWar {
    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/parley.war"));
    }

    URI http(String path) {
        return http(url, path);
    }

    URI ws(String path) {
        return ws(url, path);
    }

    /** Returns the application's own address on loopback; some adapters name the machine's, where nothing listens. */
    static URI http(URL application, String path) {
        return URI.create("http://127.0.0.1:" + application.getPort() + application.getPath() + path);
    }

    static URI ws(URL application, String path) {
        return URI.create(http(application, path).toString().replaceFirst("^http", "ws"));
    }
}
