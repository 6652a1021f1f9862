package dev.parley.server;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Deploys the built {@code target/parley.war}, as it is, to the container under test. */
abstract class DeployedWar extends InContainer {
    @Deployment(testable = false)
    static WebArchive war() {
        return warWith();
    }
}
