package dev.parley.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The messages to send. */
public sealed interface Messages {
    /** Returns message {@code n}, which nobody may change. */
    byte[] message(long n);

    /**
     * Messages of one length that can be told apart: the number of each in base 32, its last digit first, and then
     * letters. What is too short for the number has only its last digits.
     */
    final class Numbered implements Messages {
        private static final byte[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUV".getBytes(StandardCharsets.US_ASCII);

        private final byte[] letters;

        /** Makes messages of so many bytes, at least 0. */
        public Numbered(int bytes) {
            letters = new byte[bytes];
            for (int i = 0; i < bytes; i++) {
                letters[i] = (byte) ('a' + i % 26);
            }
        }

        /** Returns how long each is. */
        public int bytes() {
            return letters.length;
        }

        @Override
        public byte[] message(long n) {
            byte[] message = letters.clone();
            int i = 0;
            for (long left = n; i < message.length && (left > 0 || i == 0); left >>>= 5) {
                message[i++] = DIGITS[(int) (left & 31)];
            }
            return message;
        }
    }

    /**
     * Given messages, in turn.
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
