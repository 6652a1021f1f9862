package dev.parley.bench;

import java.util.Arrays;

/**
 * The messages of one connection that wait for their replies, oldest first; the hot path of both ways.
 *
 * <p>It is a ring that grows; used by its connection's event loop only.
 */
final class Ledger {
    /** Stands for no time. */
    static final long NONE = Long.MIN_VALUE;

    private long[] due = new long[2];
    private long[] sent = new long[2];
    private byte[][] messages = new byte[2][];
    private int head;
    private int size;
    // Whether a message waits that a tool would have sent, too, that waits for each reply.
    private boolean patientWaits;

    int size() {
        return size;
    }

    /** Adds a message that was due at one time and sent at another. */
    void add(long dueNanos, long sentNanos, byte[] message) {
        if (size == due.length) {
            grow();
        }
        int i = at(size++);
        due[i] = dueNanos;
        sent[i] = patientWaits ? NONE : sentNanos;
        patientWaits = true;
        messages[i] = message;
    }

    /** Returns which message that waits has this content, the oldest of them, or -1. */
    int find(byte[] message) {
        for (int n = 0; n < size; n++) {
            if (Arrays.equals(messages[at(n)], message)) {
                return n;
            }
        }
        return -1;
    }

    /** Returns what was sent as message {@code n}, counted from the oldest that waits. */
    byte[] message(int n) {
        return messages[at(n)];
    }

    /** Returns when it was due. */
    long dueNanos(int n) {
        return due[at(n)];
    }

    /**
     * Takes out message {@code n}, whose reply has come.
     *
     * @return when it was sent, if a tool that sends the next message only after the reply to the one before would have sent it;
     *     or else {@link #NONE}
     */
    long answer(int n) {
        long sentNanos = sent[at(n)];
        remove(n);
        if (sentNanos != NONE) {
            patientWaits = false;
        }
        return sentNanos;
    }

    /** Takes all of them out. */
    void clear() {
        Arrays.fill(messages, null);
        size = 0;
        patientWaits = false;
    }

    private void remove(int n) {
        // Most often there is nothing to move.
        for (int i = n; i > 0; i--) {
            int to = at(i);
            int from = at(i - 1);
            due[to] = due[from];
            sent[to] = sent[from];
            messages[to] = messages[from];
        }
        messages[head] = null;
        head = head + 1 & due.length - 1;
        size--;
    }

    private int at(int n) {
        return head + n & due.length - 1;
    }

    private void grow() {
        long[] dues = new long[2 * size];
        long[] sents = new long[2 * size];
        byte[][] all = new byte[2 * size][];
        for (int n = 0; n < size; n++) {
            dues[n] = due[at(n)];
            sents[n] = sent[at(n)];
            all[n] = messages[at(n)];
        }
        due = dues;
        sent = sents;
        messages = all;
        head = 0;
    }
}
