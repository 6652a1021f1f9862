package dev.parley.check;

import dev.parley.protocol.Header;
import dev.parley.wire.Dialogue;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Is what the checks look at: how to reach it, what may be done to it, and what the survey found out about it.
 *
 * @param client connects
 * @param settings how to reach the URL that was given
 * @param limits what may be done
 * @param survey what was found out first
 */
public record Patient(WireClient client, WireSettings settings, Limits limits, Survey survey) {
    /** After which who was refused may be let in. */
    static final long AGAIN_MILLIS = 1_000;

    /** Begins to connect to the URL that was given. */
    Dialogue open() {
        return open(settings);
    }

    Dialogue open(WireSettings other) {
        return Dialogue.begin(client, other);
    }

    /** Connects, and if that is refused once more after a moment: who refuses one of many may take the next. */
    Dialogue openAgain(WireSettings other) throws InterruptedException {
        Dialogue dialogue = open(other);
        if (dialogue.awaitOpen()) {
            return dialogue;
        }
        Thread.sleep(AGAIN_MILLIS);
        return open(other);
    }

    /** Begins to connect to a path of the Parley at the far end, like {@code push/1s}; only if there is one. */
    Dialogue openParley(String path) {
        return open(parley(path));
    }

    /** Returns how to reach a path of the Parley at the far end. */
    WireSettings parley(String path) {
        return settings.url(survey.parley().url(path));
    }

    /**
     * Returns how to reach something that sends back what it gets: {@code /echo} of the Parley at the far end, or what was
     * given; asked only if {@link Survey#echoes()}.
     */
    WireSettings echo() {
        return survey.parley() != null ? parley("echo") : settings;
    }

    /** Returns how to reach something that takes everything and, if there is such a thing, never answers. */
    WireSettings sink() {
        return survey.parley() != null ? parley("silent") : settings;
    }

    /** Returns the settings with headers in place of those of the same names. */
    static WireSettings with(WireSettings settings, Header... headers) {
        List<Header> all = new ArrayList<>(settings.headers());
        for (Header header : headers) {
            all.removeIf(given -> given.name().equalsIgnoreCase(header.name()));
            all.add(header);
        }
        return settings.headers(all);
    }
}
