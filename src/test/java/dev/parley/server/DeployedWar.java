package dev.parley.server;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The built {@code target/parley.war}, deployed as it is to the container under test. */
abstract class DeployedWar extends InContainer {
    @Deployment(testable = false)
    static WebArchive war() {
        return warWith();
    }
}
