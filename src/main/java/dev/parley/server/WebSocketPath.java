package dev.parley.server;

import dev.parley.core.PathParameters;
import dev.parley.core.ServerSettings;

/** The WebSocket paths, and what each allows, so that a request can be looked at before an endpoint is there to take it. */
public enum WebSocketPath {
    WS(Template.WS, (parameter, query, settings) -> {}),
    ECHO(Template.ECHO, (parameter, query, settings) -> {}),
    DELAY(Template.DELAY, (parameter, query, settings) -> PathParameters.delay(parameter, settings.idleTimeout())),
    PUSH(Template.PUSH, (parameter, query, settings) -> PathParameters.interval(parameter, Template.PUSH)),
    CLOSE(Template.CLOSE, (parameter, query, settings) -> PathParameters.close(parameter, query)),
    BYTES(Template.BYTES, (parameter, query, settings) -> PathParameters.bytes(parameter, settings.maxMessageBytes())),
    FRAGMENTS(Template.FRAGMENTS, (parameter, query, settings) -> PathParameters.fragments(parameter)),
    PING(Template.PING, (parameter, query, settings) -> PathParameters.ping(parameter, query)),
    SILENT(Template.SILENT, (parameter, query, settings) -> {}),
    REQUEST(Template.REQUEST, (parameter, query, settings) -> {});

    /** The paths as endpoints are annotated with them; an annotation takes constants only. */
    static final class Template {
        static final String WS = "/ws";
        static final String ECHO = "/echo";
        static final String DELAY = "/delay/{duration}";
        static final String PUSH = "/push/{interval}";
        static final String CLOSE = "/close/{code}";
        static final String BYTES = "/bytes/{count}";
        static final String FRAGMENTS = "/fragments/{count}";
        static final String PING = "/ping/{interval}";
        static final String SILENT = "/silent";
        static final String REQUEST = "/request";

        private Template() {}
    }

    /** A look at a path's parameter and query, which throws what {@link PathParameters} throws, or nothing. */
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
    public String template() {
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
