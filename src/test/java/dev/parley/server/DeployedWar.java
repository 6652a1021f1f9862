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
    static final String DEPLOYMENT = "parley";

    @ArquillianResource
    private URL url;

    @Deployment(name = DEPLOYMENT, testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/parley.war"));
    }

    /** Returns the application's own address on loopback; some adapters name the machine's, where nothing listens. */
    URI http(String path) {
        return URI.create("http://127.0.0.1:" + url.getPort() + url.getPath() + path);
    }

    URI ws(String path) {
        return URI.create(http(path).toString().replaceFirst("^http", "ws"));
    }
}
