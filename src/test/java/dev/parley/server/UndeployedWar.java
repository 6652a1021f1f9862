package dev.parley.server;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The built WAR, deployed in a first test and left to the second to undeploy: Arquillian knows the address only from
 * one test to the next.
 */
@Tag("container")
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(OrderAnnotation.class)
abstract class UndeployedWar {
    static final String DEPLOYMENT = "parley";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = DEPLOYMENT, managed = false, testable = false)
    static WebArchive war() {
        return DeployedWar.war();
    }

    @Test
    @Order(1)
    void warIsDeployed() {
        deployer.deploy(DEPLOYMENT);
    }

    void undeploy() {
        deployer.undeploy(DEPLOYMENT);
    }
}
