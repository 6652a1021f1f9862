package dev.parley.wire;

import dev.parley.protocol.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * One connection, driven step by step by one thread: what came in waits in a queue, in order.
 *
 * <p>Begins to connect at once; {@link #awaitOpen} waits for the outcome. {@link #close()} cuts what is left.
 */
public final class Dialogue implements WireListener, AutoCloseable {
    /** What is kept of what nobody asks for: a server may send without end. */
    private static final long MOST_BYTES = 96 * 1024 * 1024;

    private static final int MOST_EVENTS = 10_000;
    private static final int EVENT_BYTES = 100;

    private final CountDownLatch decided = new CountDownLatch(1);
    // Messages, control frames that came in, and the end.
    private final BlockingQueue<WireEvent> arrivals = new LinkedBlockingQueue<>();
    private final List<Step> steps = new CopyOnWriteArrayList<>();
    private final long startNanos = System.nanoTime();
    private volatile Resolved resolved;
    private volatile Secured secured;
    private volatile Answered answered;
    private volatile Opened opened;
    // Null unless it is a connection for HTTP.
    private volatile HttpConnection http;
    private volatile Ended ended;
    // When a frame but a close last went either way, or the connection opened.
    private volatile long lastNanos;
    // Counted by the event loop only.
    private volatile long sentBytes;
    private volatile int pings;
    private volatile int messages;
    private volatile boolean counting;
    private final AtomicLong queuedBytes = new AtomicLong();
    // What the pongs said that came.
    private final Set<String> pongs = ConcurrentHashMap.newKeySet();

    private Dialogue() {}

    /** Begins to connect. */
    public static Dialogue begin(WireClient client, WireSettings settings) {
        Dialogue dialogue = new Dialogue();
        client.connect(settings, dialogue);
        return dialogue;
    }

    /** Begins to connect, and sends some bytes before everything else, as {@link WireClient#connectAfter} does. */
    public static Dialogue beginAfter(byte[] preamble, WireClient client, WireSettings settings) {
        Dialogue dialogue = new Dialogue();
        client.connectAfter(preamble, settings, dialogue);
        return dialogue;
    }

    /** Begins to connect for HTTP, as {@link WireClient#connectHttp} does; nothing is requested. */
    public static Dialogue beginHttp(WireClient client, WireSettings settings, HttpConnection.Version version) {
        Dialogue dialogue = new Dialogue();
        client.connectHttp(settings, version, null, dialogue);
        return dialogue;
    }

    /** Waits until the connection is open or will never be; the settings' connect timeout bounds that. */
    public boolean awaitOpen() throws InterruptedException {
        decided.await();
        return opened != null;
    }

    /** Waits until that is known, and tells whether it is; {@link #opened} and {@link #ended} say the outcome. */
    public boolean awaitDecision(Duration deadline) throws InterruptedException {
        return decided.await(deadline.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for the next thing that came in; null if there is none in time. */
    public WireEvent next(Duration deadline) throws InterruptedException {
        return poll(deadline.toNanos());
    }

    /** Waits for the first of these; what comes before is dropped. Null if there is none in time, or the connection ends first. */
    public <E extends WireEvent> E next(Class<E> kind, Predicate<E> wanted, Duration deadline)
            throws InterruptedException {
        long untilNanos = System.nanoTime() + deadline.toNanos();
        while (true) {
            WireEvent event = poll(untilNanos - System.nanoTime());
            if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
                return kind.cast(event);
            }
            if (event == null || event instanceof Ended) {
                return null;
            }
        }
    }

    /** Waits for the next message; null if there is none in time, or the connection ends first. */
    public MessageEvent nextMessage(Duration deadline) throws InterruptedException {
        return next(MessageEvent.class, message -> true, deadline);
    }

    /** Waits for the end; null if it does not come in time. */
    public Ended awaitEnd(Duration deadline) throws InterruptedException {
        long untilNanos = System.nanoTime() + deadline.toNanos();
        while (ended == null) {
            // What comes in meanwhile is dropped, the end is not.
            if (poll(untilNanos - System.nanoTime()) == null) {
                break;
            }
        }
        return ended;
    }

    /** Returns the connection; only when it opened. */
    public Wire wire() {
        return opened.wire();
    }

    /** Counts messages and control frames from now on, and keeps none: for a connection that is only watched. */
    public void countOnly() {
        counting = true;
        arrivals.removeIf(event -> !(event instanceof Ended));
    }

    private WireEvent poll(long nanos) throws InterruptedException {
        WireEvent event = arrivals.poll(nanos, TimeUnit.NANOSECONDS);
        if (event instanceof MessageEvent message) {
            queuedBytes.addAndGet(-message.payload().length - EVENT_BYTES);
        }
        return event;
    }

    /** Returns how many messages came. */
    public int messages() {
        return messages;
    }

    /** Returns what was done on the way here so far. */
    public List<Step> steps() {
        return steps;
    }

    /** Returns the step of a kind that was done, or null. */
    public Step step(Stage kind) {
        return steps.stream().filter(step -> step.kind() == kind).findFirst().orElse(null);
    }

    /** Returns what the name was looked up to, or null. */
    public Resolved resolved() {
        return resolved;
    }

    /** Returns what was agreed on in TLS, or null. */
    public Secured secured() {
        return secured;
    }

    /** Returns the handshake, or null if there was no answer. */
    public Answered answered() {
        return answered;
    }

    /** Returns how it opened, or null. */
    public Opened opened() {
        return opened;
    }

    /** Returns the end, or null while there is none. */
    public Ended ended() {
        return ended;
    }

    /** Returns when it was begun, by {@link System#nanoTime}. */
    public long startNanos() {
        return startNanos;
    }

    /** Returns when a frame but a close last went either way, or the connection opened; by {@link System#nanoTime}. */
    public long lastNanos() {
        return lastNanos;
    }

    /** Returns how many bytes the frames were that went out so far, with their headers. */
    public long sentBytes() {
        return sentBytes;
    }

    /** Returns how often the other side has pinged. */
    public int pings() {
        return pings;
    }

    /** Pings, and returns by what its pong is known. */
    public String ask() {
        String question = Long.toString(System.nanoTime());
        wire().ping(question.getBytes(StandardCharsets.US_ASCII));
        return question;
    }

    /** Tells whether the pong to a question has come. */
    public boolean isAnswered(String question) {
        return pongs.contains(question);
    }

    /** Pings, and tells whether the pong comes in time; what else comes in meanwhile is dropped. */
    public boolean answersPing(Duration deadline) throws InterruptedException {
        String question = ask();
        next(FrameEvent.class, frame -> isAnswered(question), deadline);
        return isAnswered(question);
    }

    @Override
    public void event(WireEvent event) {
        if (event instanceof Step step) {
            steps.add(step);
        } else if (event instanceof Resolved addresses) {
            resolved = addresses;
        } else if (event instanceof Secured tls) {
            secured = tls;
        } else if (event instanceof Answered answer) {
            answered = answer;
        } else if (event instanceof Opened open) {
            lastNanos = open.nanos();
            opened = open;
            decided.countDown();
        } else if (event instanceof HttpOpened open) {
            http = open.connection();
            decided.countDown();
        } else if (event instanceof FrameEvent frame) {
            take(frame);
        } else if (event instanceof MessageEvent message) {
            messages++;
            if (queuedBytes.addAndGet(message.payload().length + EVENT_BYTES) < MOST_BYTES && !counting) {
                arrivals.add(message);
            } else {
                queuedBytes.addAndGet(-message.payload().length - EVENT_BYTES);
            }
        } else if (event instanceof Ended end) {
            ended = end;
            arrivals.add(end);
            decided.countDown();
        }
    }

    private void take(FrameEvent frame) {
        if (frame.opcode() != Frame.CLOSE) {
            lastNanos = frame.nanos();
        }
        if (frame.sent()) {
            sentBytes += frame.wireBytes();
        } else if (frame.isControl()) {
            if (frame.opcode() == Frame.PONG && pongs.size() < MOST_EVENTS) {
                pongs.add(new String(frame.payload(), StandardCharsets.ISO_8859_1));
            }
            pings += frame.opcode() == Frame.PING ? 1 : 0;
            if (!counting && arrivals.size() < MOST_EVENTS) {
                arrivals.add(frame);
            }
        }
    }

    /** Wakes up whoever waits, as if this side had cut the connection; from any thread. */
    public void interrupt() {
        event(new Ended(System.nanoTime(), Ended.How.CUT, null, null, null, false, 0, null));
    }

    /** Closes in order, as a well-behaved client does, without waiting for the answer; what never opened ends by itself. */
    @Override
    public void close() {
        if (opened != null && ended == null) {
            opened.wire().close(1000, "");
        } else if (http != null && ended == null) {
            http.cut();
        }
    }
}
