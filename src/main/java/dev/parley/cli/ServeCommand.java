package dev.parley.cli;

import dev.parley.core.ExitCode;
import dev.parley.core.ServerSettings;
import dev.parley.core.Setting;
import dev.parley.core.SettingSources;
import dev.parley.serve.ConsoleLog;
import dev.parley.serve.ServeSettings;
import dev.parley.serve.StandaloneServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that runs the server until the process is told to end. */
@Command(
        name = "serve",
        header = "Run the WebSocket server: parley.war on an embedded Tomcat.",
        customSynopsis = "java -jar parley.jar serve [OPTIONS]",
        footerHeading = "%nPaths:%n",
        footer = {
            "  /                   a page that talks to /ws",
            "  /ws                 answers every message with 'hello, i am server' in the same type",
            "  /echo               sends every message back",
            "  /delay/{duration}   answers like /ws, that much later: /delay/90s",
            "  /push/{interval}    sends 'tick N <server time>' on its own: /push/1s",
            "  /close/{code}       closes with that code (and ?reason=) at the first message; ?on=open: at once",
            "  /bytes/{count}      answers with that many bytes or characters: /bytes/64KiB",
            "  /fragments/{count}  sends every message back, cut into that many frames",
            "  /ping/{interval}    pings the client and reports each round trip",
            "  /silent             never answers",
            "  /request            shows the opening handshake as it arrived, as JSON",
            "  /hello              the reply of /ws over plain HTTP",
            "  /health /metrics /status   for probes, Prometheus and people",
            "",
            "Every setting is also a system property and an environment variable: --max-connections is",
            "parley.max-connections and PARLEY_MAX_CONNECTIONS. A flag counts before a property, and that",
            "before a variable.",
            "",
            "The log goes to stderr. Ctrl-C or SIGTERM closes every connection with 1001 and ends",
            "the process within 5 seconds."
        },
        modelTransformer = SettingFlags.class)
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "TCP port, 0 for any free one; default ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Local address to listen on, 0.0.0.0 for all; default ${DEFAULT-VALUE}: only this machine.")
    private String address;

    @Option(
            names = "--context-path",
            paramLabel = "PATH",
            defaultValue = "/",
            description = "Where the application is deployed, like /parley; default ${DEFAULT-VALUE}.")
    private String contextPath;

    @Mixin
    private Help help;

    @Override
    public Integer call() throws InterruptedException {
        ServeSettings settings = WrongUsage.read(this::settings);
        ConsoleLog.install(Output.CHARSET);
        StandaloneServer server = new StandaloneServer(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "parley-shutdown-1"));
        try {
            server.start();
        } catch (BindException e) {
            System.err.println("cannot listen on " + address + " port " + port + ": " + e.getMessage()
                    + " (another --port or --address may be free)");
            return ExitCode.NO_CONNECTION;
        } catch (IOException e) {
            System.err.println("cannot start: " + e.getMessage());
            return ExitCode.NO_CONNECTION;
        }
        System.getLogger(ServeCommand.class.getName()).log(Level.INFO, server.urls());
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }

    private ServeSettings settings() {
        SettingSources sources = SettingFlags.sources(spec);
        return new ServeSettings(
                checkedAddress(),
                checkedPort(),
                checkedContextPath(),
                sources.read(Setting.HTTP_IDLE_TIMEOUT),
                ServerSettings.read(sources));
    }

    private InetAddress checkedAddress() {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new WrongUsage("--address '" + address
                    + "' is not an address of this machine: give one like 127.0.0.1, ::1 or 0.0.0.0");
        }
    }

    private int checkedPort() {
        if (port < 0 || port > 65_535) {
            throw new WrongUsage("--port " + port + " is out of range: give 0 to 65535");
        }
        return port;
    }

    private String checkedContextPath() {
        if (!contextPath.matches("/|(/[A-Za-z0-9._~-]+)+")) {
            throw new WrongUsage("--context-path '" + contextPath
                    + "' must be / or start with a slash and end without one, like /parley");
        }
        return contextPath;
    }
}
