package dev.parley.server;

import java.time.Duration;

/**
 * Names the containers that the tests run in, and states where they differ.
 *
 * <p>What is not stated here is the same in all of them, and tested as such.
 */
enum Container {
    TOMCAT10,
    TOMCAT11,
    PAYARA6,
    PAYARA7,
    PAYARA_MICRO,
    GLASSFISH7,
    WILDFLY,
    LIBERTY,
    JETTY12;

    /**
     * Returns how a single frame of more than 32 MiB is answered.
     *
     * <p>Tyrus has no room for it, and says so before Parley sees any of it.
     */
    int closeCodeOfAFrameOver32Mebibytes() {
        return switch (this) {
            case PAYARA6, PAYARA7, PAYARA_MICRO, GLASSFISH7 -> 1011;
            default -> 1009;
        };
    }

    /** Returns after how long the container would close a silent connection by itself, zero for never. */
    Duration ownIdleTimeout() {
        return this == JETTY12 ? Duration.ofSeconds(30) : Duration.ZERO;
    }

    /**
     * Tells whether a connection may end without a close frame when the application goes.
     *
     * <p>Payara Micro has no undeploy: its adapter ends the process, and the network listener stops beside the application,
     * not after it.
     */
    boolean mayCutConnectionsWhenItStops() {
        return this == PAYARA_MICRO;
    }

    /** Returns the one that failsafe was told to launch. */
    static Container current() {
        return valueOf(System.getProperty("container").toUpperCase().replace('-', '_'));
    }
}
