package dev.parley.bench;

import java.util.List;

/** Makes the messages to send. */
public sealed interface Messages {
    /** Returns message {@code n}, which nobody may change. */
    byte[] message(long n);

    /**
     * Makes messages of one length that can be told apart: the number of each in base 32, its last digit first, and then
     * letters. What is too short for the number has only its last digits.
     *
     * @param bytes at least 0
     */
    record Numbered(int bytes) implements Messages {
        @Override
        public byte[] message(long n) {
            byte[] message = new byte[bytes];
            int i = 0;
            for (long left = n; i < bytes && (left > 0 || i == 0); left >>>= 5) {
                int digit = (int) (left & 31);
                message[i++] = (byte) (digit < 10 ? '0' + digit : 'A' + digit - 10);
            }
            for (; i < bytes; i++) {
                message[i] = (byte) ('a' + i % 26);
            }
            return message;
        }
    }

    /**
     * Sends given messages in turn.
     *
     * @param list at least one
     */
    record Listed(List<byte[]> list) implements Messages {
        @Override
        public byte[] message(long n) {
            return list.get((int) (n % list.size()));
        }
    }
}
