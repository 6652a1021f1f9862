package dev.parley.server;

import dev.parley.core.PathParameters;
import dev.parley.core.ServerSettings;

/** Lists the WebSocket paths, so that a request can be looked at before an endpoint is there to take it. */
enum WebSocketPath {
    WS(HelloEndpoint.PATH, (parameter, query, settings) -> {}),
    ECHO(EchoEndpoint.PATH, (parameter, query, settings) -> {}),
    DELAY(DelayEndpoint.PATH, (parameter, query, settings) -> PathParameters.delay(parameter, settings.idleTimeout())),
    PUSH(PushEndpoint.PATH, (parameter, query, settings) -> PathParameters.interval(parameter, PushEndpoint.PATH)),
    CLOSE(CloseEndpoint.PATH, (parameter, query, settings) -> PathParameters.close(parameter, query)),
    BYTES(
            BytesEndpoint.PATH,
            (parameter, query, settings) -> PathParameters.bytes(parameter, settings.maxMessageBytes())),
    FRAGMENTS(FragmentsEndpoint.PATH, (parameter, query, settings) -> PathParameters.fragments(parameter)),
    PING(PingEndpoint.PATH, (parameter, query, settings) -> PathParameters.ping(parameter, query)),
    SILENT(SilentEndpoint.PATH, (parameter, query, settings) -> {}),
    REQUEST(RequestEndpoint.PATH, (parameter, query, settings) -> {});

    /** Throws what {@link PathParameters} throws, or nothing. */
    private interface Check {
        void check(String parameter, String query, ServerSettings settings);
    }

    private final String template;
    private final Check check;

    WebSocketPath(String template, Check check) {
        this.template = template;
        this.check = check;
    }

    /** Returns the path as endpoints are annotated with it: {@code /delay/{duration}}. */
    String template() {
        return template;
    }

    /** Returns the one that a path within the application belongs to, or null. */
    static WebSocketPath find(String path) {
        for (WebSocketPath candidate : values()) {
            if (candidate.parameter(path) != null) {
                return candidate;
            }
        }
        return null;
    }

    /**
     * Looks at the parameter in a path of this kind, and at the query.
     *
     * @throws IllegalArgumentException with a sentence for the peer, if they are not allowed
     */
    void check(String path, String query, ServerSettings settings) {
        check.check(parameter(path), query, settings);
    }

    /** Returns the parameter's text, empty where the template has none, or null if the path is none of this kind. */
    private String parameter(String path) {
        int brace = template.indexOf('{');
        if (brace < 0) {
            return path.equals(template) ? "" : null;
        }
        boolean matches = path.startsWith(template.substring(0, brace)) && path.indexOf('/', brace) < 0;
        return matches ? path.substring(brace) : null;
    }
}
