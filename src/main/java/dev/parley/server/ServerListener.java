package dev.parley.server;

import dev.parley.core.Setting;
import dev.parley.core.SettingSources;
import dev.parley.server.container.Peculiarities;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The start of the deployment: reads the settings, says in one line what is in effect, and stops the start at a bad one.
 */
public final class ServerListener implements ServletContextListener {
    private static final Logger LOG = System.getLogger(ServerListener.class.getName());
    // A context-param that 'serve' sets: only then are the settings of the container those that were given here.
    private static final String SERVE = "dev.parley.serve";
    private static final String PREFIX = "parley.";
    // Maven writes it.
    private static final String VERSION = "/META-INF/maven/dev.parley/parley/pom.properties";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        SettingSources sources = new SettingSources(System::getProperty, System::getenv, context::getInitParameter);
        List<Setting<?>> settings = context.getInitParameter(SERVE) == null ? Setting.OF_THE_WAR : Setting.OF_SERVE;
        Server server;
        try {
            server = new Server(version(context), sources, settings);
        } catch (IllegalArgumentException e) {
            LOG.log(Level.ERROR, "Parley does not start: " + e.getMessage());
            throw e;
        }
        warnOfUnknownNames(context);
        LOG.log(Level.INFO, "settings: " + sources.describe(settings));
        Peculiarities.setIdleTimeout(container(context), server.settings().idleTimeout());
        Peculiarities.sizeBuffers(container(context), server.settings().bufferBytes());
        Peculiarities.warnOfSmallBuffer(context, container(context), server.settings());
        server.start();
    }

    private static String version(ServletContext context) {
        Properties properties = new Properties();
        try (InputStream file = context.getResourceAsStream(VERSION)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the version of Parley cannot be read: " + e);
        }
        return properties.getProperty("version", "unpackaged");
    }

    private static ServerContainer container(ServletContext context) {
        ServerContainer container = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
        if (container == null) {
            String message = "Parley does not start: this container has no Jakarta WebSocket, or it is switched off";
            LOG.log(Level.ERROR, message);
            throw new IllegalStateException(message);
        }
        return container;
    }

    /** Warns of names that are misspelt, which would otherwise do nothing, and say nothing. */
    private static void warnOfUnknownNames(ServletContext context) {
        Set<String> known = Setting.OF_SERVE.stream().map(Setting::property).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(System.getProperties().stringPropertyNames());
        unknown.addAll(Collections.list(context.getInitParameterNames()));
        unknown.removeIf(name -> !name.startsWith(PREFIX) || known.contains(name));
        List<String> names = Setting.OF_THE_WAR.stream().map(Setting::property).toList();
        unknown.forEach(name ->
                LOG.log(Level.WARNING, name + " is not a setting; the settings are " + String.join(", ", names)));
    }
}
