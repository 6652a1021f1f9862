package dev.parley.check;

import dev.parley.protocol.Header;
import dev.parley.wire.Dialogue;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the checks look at: how to reach it, what may be done to it, until when, and what the survey found out about it.
 *
 * @param client connects
 * @param settings how to reach the URL that was given
 * @param limits what may be done
 * @param survey what was found out first
 * @param deadline until when there is time
 */
record Patient(WireClient client, WireSettings settings, Limits limits, Survey survey, Deadline deadline) {
    /** After which who was refused may be let in. */
    static final Duration AGAIN = Duration.ofSeconds(1);

    /**
     * Waits for something, and returns null if it does not come in time.
     *
     * @param <T> what is waited for
     */
    interface Waiting<T> {
        T atMost(Duration time) throws InterruptedException;
    }

    /** Makes one for which there is all the time it takes. */
    Patient(WireClient client, WireSettings settings, Limits limits, Survey survey) {
        this(client, settings, limits, survey, Deadline.never());
    }

    /** Returns the same with another deadline. */
    Patient until(Deadline other) {
        return new Patient(client, settings, limits, survey, other);
    }

    /** Begins to connect to the URL that was given. */
    Dialogue open() {
        return open(settings);
    }

    Dialogue open(WireSettings other) {
        return Dialogue.begin(client, other);
    }

    /** Connects, and if that is refused once more after a moment: who refuses one of many may take the next. */
    Dialogue openAgain(WireSettings other) throws InterruptedException, OutOfTime {
        Dialogue dialogue = open(other);
        if (awaitOpen(dialogue)) {
            return dialogue;
        }
        pause(AGAIN);
        return open(other);
    }

    /**
     * Waits until a connection is open or will never be, and tells which.
     *
     * @throws OutOfTime if that is not known by the deadline
     */
    boolean awaitOpen(Dialogue dialogue) throws InterruptedException, OutOfTime {
        if (!dialogue.awaitDecision(deadline.left())) {
            throw new OutOfTime();
        }
        return dialogue.opened() != null;
    }

    /**
     * Waits for something for so long, but not beyond the deadline; returns null if it does not come.
     *
     * @throws OutOfTime if it might still have come, had there been more time
     */
    <T> T await(Duration patience, Waiting<T> waiting) throws InterruptedException, OutOfTime {
        T came = waiting.atMost(deadline.atMost(patience));
        if (came == null && deadline.isOver()) {
            throw new OutOfTime();
        }
        return came;
    }

    /**
     * Lets some time pass.
     *
     * @throws OutOfTime if there is not that much
     */
    void pause(Duration time) throws InterruptedException, OutOfTime {
        Thread.sleep(deadline.atMost(time).toMillis());
        if (deadline.isOver()) {
            throw new OutOfTime();
        }
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
