package dev.parley.serve;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.modeler.Registry;
import org.apache.tomcat.util.scan.StandardJarScanFilter;
import org.apache.tomcat.util.scan.StandardJarScanner;

/**
 * An embedded Tomcat with the WAR that the jar carries, in a temporary folder that {@link #stop} removes.
 *
 * <p>{@link #start} and {@link #stop} are called once each, from any thread.
 */
public final class StandaloneServer {
    static {
        // Nobody looks at this server through JMX, and registering all of Tomcat there takes a third of the start.
        Registry.disableRegistry();
        // Looks for idle connections every second, not every ten.
        System.setProperty("org.apache.tomcat.websocket.DEFAULT_PROCESS_PERIOD", "1");
    }

    private static final Logger LOG = System.getLogger(StandaloneServer.class.getName());
    private static final String WAR = "parley.war";
    /** Users are promised an end within five seconds of SIGTERM. */
    private static final long STOP_MILLIS = 4_000;
    /** Handshakes that come at once wait here, and are not lost. */
    private static final int ACCEPT_COUNT = 1024;
    /** TCP connections beside the WebSocket ones: pages, health checks, handshakes that will be refused. */
    private static final int MORE_CONNECTIONS = 8192;

    private final ServeSettings settings;
    private final Tomcat tomcat = new Tomcat();
    private final BackgroundThread backgroundThread = new BackgroundThread();
    // Guarded by this; null when nothing is to be stopped.
    private Path folder;
    // Guarded by this.
    private boolean started;

    public StandaloneServer(ServeSettings settings) {
        this.settings = settings;
        // Read once, when Tomcat's first WebSocket class is loaded.
        System.setProperty(
                "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE",
                Integer.toString(settings.limits().bufferBytes()));
    }

    /**
     * Starts, and returns when the port is open and the endpoints answer.
     *
     * @throws BindException if the address and port cannot be listened on; nothing is left behind
     * @throws IOException if the WAR cannot be unpacked or deployed; nothing is left behind
     */
    public synchronized void start() throws IOException {
        folder = Files.createTempDirectory("parley-serve-");
        try {
            tomcat.setBaseDir(folder.toString());
            // Where the WAR is unpacked: classes in a jar within it would be read through both, each anew.
            Files.createDirectory(folder.resolve("webapps"));
            backgroundThread.keep();
            tomcat.setConnector(connector());
            Context context = deploy(unpackedWar());
            tomcat.start();
            if (!context.getState().isAvailable()) {
                throw new IOException(WAR + " did not start; the log says why");
            }
            started = true;
        } catch (LifecycleException e) {
            stop();
            throw rootOf(e);
        } catch (IOException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    /**
     * Closes every connection with 1001, frees the port and removes the temporary folder, in {@value #STOP_MILLIS} ms at
     * most. Waits for a {@link #start} under way; does nothing if there was none.
     */
    public synchronized void stop() {
        if (folder == null) {
            return;
        }
        Thread stopping = new Thread(this::stopTomcat, "parley-stop-1");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            LOG.log(Level.WARNING, "not all connections ended within " + STOP_MILLIS + " ms");
        }
        delete(folder);
        folder = null;
        if (started) {
            LOG.log(Level.INFO, "stopped");
        }
    }

    /** Returns where the server can be reached, in one line. */
    public String urls() {
        String host = hostForUrls() + ":" + tomcat.getConnector().getLocalPort() + settings.contextPath();
        String slash = host.endsWith("/") ? "" : "/";
        return "page http://" + host + slash + "  WebSocket ws://" + host + slash + "ws  (" + ServerInfo.getServerInfo()
                + ")";
    }

    private void stopTomcat() {
        try {
            tomcat.stop();
            tomcat.destroy();
            backgroundThread.release();
        } catch (LifecycleException e) {
            LOG.log(Level.WARNING, "stopping failed", e);
        }
    }

    private Connector connector() {
        Connector connector = new Connector(new Http11NioProtocol(new LoopEndpoint()));
        connector.setProperty(
                "socket.appReadBufSize", Integer.toString(settings.limits().bufferBytes()));
        connector.setProperty(
                "socket.appWriteBufSize", Integer.toString(settings.limits().bufferBytes()));
        connector.setPort(settings.port());
        connector.setProperty("address", settings.address().getHostAddress());
        // Else a port in use is only logged, and the process stays up listening on nothing.
        connector.setThrowOnFailure(true);
        connector.setProperty("acceptCount", Integer.toString(ACCEPT_COUNT));
        int webSockets = settings.limits().maxConnections();
        connector.setProperty("maxConnections", Integer.toString(webSockets == 0 ? -1 : webSockets + MORE_CONNECTIONS));
        long idleMillis = settings.httpIdleTimeout().toMillis();
        String timeout = Long.toString(idleMillis == 0 ? -1 : idleMillis);
        connector.setProperty("connectionTimeout", timeout);
        connector.setProperty("keepAliveTimeout", timeout);
        return connector;
    }

    private Path unpackedWar() throws IOException {
        try (InputStream war = getClass().getClassLoader().getResourceAsStream(WAR)) {
            if (war == null) {
                throw new IOException(
                        "this jar carries no " + WAR + "; build it with 'mvn package' and run target/parley.jar");
            }
            Path file = folder.resolve(WAR);
            Files.copy(war, file);
            return file;
        }
    }

    private Context deploy(Path war) {
        // The default web.xml wants a JspServlet; the two things of it that the WAR needs are set here.
        tomcat.setAddDefaultWebXmlToWebapp(false);
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        tomcat.getHost().getPipeline().addValve(errors);
        Context context =
                tomcat.addWebapp(settings.contextPath().equals("/") ? "" : settings.contextPath(), war.toString());
        // Whoever reads the settings tells of those that are of the container, too.
        context.addParameter("dev.parley.serve", "true");
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMapping("/", "default");
        Tomcat.addDefaultMimeTypeMappings(context);
        // Else Tomcat's WebSocket initializer is not found, and /ws is 404.
        context.setParentClassLoader(getClass().getClassLoader());
        if (context instanceof StandardContext standard) {
            // Leak checks are for a server that goes on after this application; they would warn at every stop.
            standard.setClearReferencesObjectStreamClassCaches(false);
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
        if (context.getJarScanner() instanceof StandardJarScanner scanner) {
            scanner.setScanClassPath(false);
            // Endpoints are in WEB-INF/classes only; to look for them in the libraries is to parse all classes of
            // those.
            if (scanner.getJarScanFilter() instanceof StandardJarScanFilter filter) {
                filter.setDefaultPluggabilityScan(false);
            }
        }
        return context;
    }

    private String hostForUrls() {
        InetAddress address = settings.address();
        if (address.isAnyLocalAddress()) {
            return "localhost";
        }
        String host = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + host + "]" : host;
    }

    private static IOException rootOf(LifecycleException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind) {
                return bind;
            }
        }
        return new IOException(failure.getMessage(), failure);
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, folder + " is left behind", e);
        }
    }
}
