package dev.parley.server;

import java.time.Duration;
import java.util.List;

/**
 * The containers that the tests run in, and where they differ.
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

    /**
     * Returns how many frames of that length may come one after another, on connections of their own.
     *
     * <p>Payara and GlassFish keep some beyond the connection, with requests that they use again.
     */
    int framesOver32Mebibytes() {
        return closeCodeOfAFrameOver32Mebibytes() == 1011 ? 3 : 16;
    }

    /** Returns after how long the container would close a silent connection by itself, zero for never. */
    Duration ownIdleTimeout() {
        return this == JETTY12 ? Duration.ofSeconds(30) : Duration.ZERO;
    }

    /** Returns how long after the idle timeout a container may notice it: Tomcat looks every ten seconds. */
    Duration idleTimeoutCheck() {
        return this == TOMCAT10 || this == TOMCAT11 ? Duration.ofSeconds(11) : Duration.ofSeconds(1);
    }

    /** Returns the code with which an idle connection is closed; 1006 for no close frame. */
    int closeCodeWhenIdle() {
        return this == LIBERTY ? 1006 : 1001;
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

    /** Tells whether a handshake is answered before any filter sees it, so that a refusal is a close and no status. */
    boolean upgradesBeforeFilters() {
        return this == JETTY12;
    }

    /** Tells whether the TCP connection of a peer that does not read ends with its place; Tyrus may leave that to the peer. */
    boolean cutsOffAPeerThatDoesNotRead() {
        return switch (this) {
            case PAYARA6, PAYARA7, PAYARA_MICRO, GLASSFISH7 -> false;
            default -> true;
        };
    }

    /** Tells whether deploying fails when the application does not start; else it is there but does not answer. */
    boolean tellsOfAFailedStart() {
        return this != JETTY12 && this != PAYARA_MICRO;
    }

    /** Tells whether it runs in the JVM of the tests. */
    boolean isInThisJvm() {
        return this == JETTY12;
    }

    /** Returns where, in its home, the logs are; none for a container whose log is that of the tests. */
    List<String> logFolders() {
        return switch (this) {
            case TOMCAT10, TOMCAT11 -> List.of("logs");
            case PAYARA6, PAYARA7, GLASSFISH7 -> List.of("glassfish/domains/domain1/logs");
            case WILDFLY -> List.of("standalone/log");
            case LIBERTY -> List.of("usr/servers/defaultServer/logs");
            case PAYARA_MICRO, JETTY12 -> List.of();
        };
    }

    /** Tells whether a text is refused as no UTF-8 when a frame ends within a character, which it may (RFC 6455 section 5.6). */
    boolean refusesACharacterInTwoFrames() {
        return this == LIBERTY;
    }

    /** Tells whether a client's frame is taken without a mask, for which a server must close (RFC 6455 section 5.1). */
    boolean takesFramesWithoutAMask() {
        return switch (this) {
            case PAYARA6, PAYARA7, PAYARA_MICRO, GLASSFISH7 -> true;
            default -> false;
        };
    }

    /** Returns the name by which {@code check} knows it. */
    String product() {
        return switch (this) {
            case TOMCAT10, TOMCAT11 -> "Tomcat";
            case PAYARA6, PAYARA7, PAYARA_MICRO -> "Payara";
            case GLASSFISH7 -> "GlassFish";
            case WILDFLY -> "WildFly";
            case LIBERTY -> "Open Liberty";
            case JETTY12 -> "Jetty";
        };
    }

    /** Returns the one that failsafe was told to launch. */
    static Container current() {
        return valueOf(System.getProperty("container").toUpperCase().replace('-', '_'));
    }
}
