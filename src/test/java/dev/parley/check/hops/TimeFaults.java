package dev.parley.check.hops;

import dev.parley.RawSocket.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Connections that do the right thing at the wrong time, or from some time on nothing. */
public final class TimeFaults {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private TimeFaults() {}

    /** Refuses every request, after so long. */
    public static Echo refusesAfter(Duration delay) {
        return new Echo() {
            @Override
            void answer(String head) throws IOException {
                pause(delay);
                write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                finish();
            }
        };
    }

    /** Answers each message so much after it came. */
    public static Echo answersAfter(Duration delay) {
        return agreesAndAnswersAfter(Duration.ZERO, delay);
    }

    /** Takes so long for each handshake, and then so long for each message. */
    public static Echo agreesAndAnswersAfter(Duration agreement, Duration delay) {
        record Late(long dueNanos, int opcode, byte[] payload) {}

        return new Echo() {
            private final Deque<Late> late = new ArrayDeque<>();

            @Override
            void answer(String head) throws IOException {
                pause(agreement);
                super.answer(head);
            }

            @Override
            void message(int opcode, byte[] payload) {
                late.add(new Late(System.nanoTime() + delay.toNanos(), opcode, payload));
            }

            @Override
            long dueNanos() {
                return late.isEmpty() ? NEVER : late.peek().dueNanos();
            }

            @Override
            void due() throws IOException {
                Late next = late.remove();
                super.message(next.opcode(), next.payload());
            }
        };
    }

    /** Ends a connection of that age (FIN), however busy it is. */
    public static Echo endsAtAge(Duration age) {
        return new Echo() {
            @Override
            long dueNanos() {
                return startNanos() + age.toNanos();
            }

            @Override
            void due() throws IOException {
                finish();
            }
        };
    }

    /** Ends a connection (FIN) that carried no message for so long; pings and pongs do not count. */
    public static Echo endsWithoutMessagesFor(Duration idle) {
        return new Quiet(idle, true) {
            @Override
            void due() throws IOException {
                finish();
            }
        };
    }

    /** Ends a connection (FIN) over which nothing came for so long. */
    public static Echo endsAfterSilence(Duration idle) {
        return new Quiet(idle, false) {
            @Override
            void due() throws IOException {
                finish();
            }
        };
    }

    /** Swallows whatever comes on a connection over which nothing came for so long, and leaves it open. */
    public static Echo swallowsAfterSilence(Duration idle) {
        return new Quiet(idle, false) {
            @Override
            void due() throws IOException {
                fallSilent();
            }
        };
    }

    /** Greets at once, as chat servers do; that is no fault. */
    public static Echo greets() {
        return new Recurring(Duration.ZERO) {
            @Override
            void due() throws IOException {
                nextNanos = NEVER;
                send(FINAL | Frame.TEXT, "welcome".getBytes(StandardCharsets.US_ASCII));
            }
        };
    }

    /** Sends pongs that nobody asked for, as a heartbeat (RFC 6455 section 5.5.3); that is no fault. */
    public static Echo pongsUnasked() {
        return new Recurring(Duration.ZERO) {
            @Override
            void due() throws IOException {
                nextNanos += SECOND.toNanos() / 10;
                send(FINAL | Frame.PONG, "heartbeat".getBytes(StandardCharsets.US_ASCII));
            }
        };
    }

    /** Pings every second, as some servers do. */
    public static Echo pingsEverySecond() {
        return new Recurring(SECOND) {
            @Override
            void due() throws IOException {
                nextNanos += SECOND.toNanos();
                send(FINAL | Frame.PING, "are you there".getBytes(StandardCharsets.US_ASCII));
            }
        };
    }

    /** Has something due at a time that it sets anew. */
    private abstract static class Recurring extends Echo {
        long nextNanos;

        Recurring(Duration first) {
            nextNanos = startNanos() + first.toNanos();
        }

        @Override
        long dueNanos() {
            return nextNanos;
        }
    }

    /** Has something due when nothing came for a time. */
    private abstract static class Quiet extends Echo {
        private final long idleNanos;
        private final boolean onlyMessagesCount;
        private long lastNanos = startNanos();

        Quiet(Duration idle, boolean onlyMessagesCount) {
            idleNanos = idle.toNanos();
            this.onlyMessagesCount = onlyMessagesCount;
        }

        @Override
        void received(Frame frame) throws IOException {
            if (!onlyMessagesCount || frame.opcode() <= Frame.BINARY) {
                lastNanos = System.nanoTime();
            }
            super.received(frame);
        }

        @Override
        long dueNanos() {
            return lastNanos + idleNanos;
        }
    }
}
