package dev.parley.check.hops;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Connections that agree as they should, and then send something wrong. */
public final class FrameFaults {
    /** The bit of a frame that is compressed (RFC 7692 section 6). */
    private static final int COMPRESSED = 0x40;

    private FrameFaults() {}

    /** Masks what it sends, as only a client may. */
    public static Echo masksFrames() {
        return new Echo() {
            @Override
            void send(int firstByte, byte[] payload) throws IOException {
                write(RawSocket.frame(firstByte, payload));
            }
        };
    }

    public static Echo ignoresPings() {
        return new Echo() {
            @Override
            void pinged(byte[] payload) {
                // Its fault.
            }
        };
    }

    /** Answers messages, and no control frame at all. */
    public static Echo ignoresControlFrames() {
        return new Echo() {
            @Override
            void pinged(byte[] payload) {
                // Its fault.
            }

            @Override
            void closed(byte[] payload) {
                // Its fault.
            }
        };
    }

    /** Answers each ping with a pong of its own. */
    public static Echo answersPingsWithAnotherPayload() {
        return new Echo() {
            @Override
            void pinged(byte[] payload) throws IOException {
                super.pinged("another".getBytes(StandardCharsets.US_ASCII));
            }
        };
    }

    /** Answers a close frame with this code: one that may be sent, or 1005 or 1006, which may not. */
    public static Echo answersCloseWith(int code) {
        return new Echo() {
            @Override
            void closed(byte[] payload) throws IOException {
                sendClose(code);
                finish();
            }
        };
    }

    /** Answers a close frame with the end of the TCP connection (FIN). */
    public static Echo answersCloseWithoutAFrame() {
        return new Echo() {
            @Override
            void closed(byte[] payload) throws IOException {
                finish();
            }
        };
    }

    /** Neither answers a close frame nor ends the connection. */
    public static Echo ignoresClose() {
        return new Echo() {
            @Override
            void closed(byte[] payload) throws IOException {
                fallSilent();
            }
        };
    }

    /** Ends the TCP connection in order (FIN) at the first message. */
    public static Echo finishesAtTheFirstMessage() {
        return endsSilentlyOver(-1);
    }

    /** Ends the TCP connection with RST at the first message. */
    public static Echo resetsAtTheFirstMessage() {
        return new Echo() {
            @Override
            void message(int opcode, byte[] payload) throws IOException {
                reset();
            }
        };
    }

    /** Ends the TCP connection (FIN), without a close frame, at a message of more bytes than these. */
    public static Echo endsSilentlyOver(int bytes) {
        return new Echo() {
            @Override
            void message(int opcode, byte[] payload) throws IOException {
                if (payload.length > bytes) {
                    finish();
                } else {
                    super.message(opcode, payload);
                }
            }
        };
    }

    /** Flips the last bit of each message; a text stays one. */
    public static Echo flipsABit() {
        return new Echo() {
            @Override
            void message(int opcode, byte[] payload) throws IOException {
                if (payload.length > 0) {
                    payload[payload.length - 1] ^= 1;
                }
                super.message(opcode, payload);
            }
        };
    }

    /** Sends no more than the first bytes of each message back. */
    public static Echo truncatesTo(int bytes) {
        return new Echo() {
            @Override
            void message(int opcode, byte[] payload) throws IOException {
                super.message(opcode, Arrays.copyOf(payload, Math.min(payload.length, bytes)));
            }
        };
    }

    public static Echo answersTextAsBinary() {
        return new Echo() {
            @Override
            void message(int opcode, byte[] payload) throws IOException {
                super.message(Frame.BINARY, payload);
            }
        };
    }

    /** Takes whatever comes: frames without a mask, reserved bits, opcodes that there are not, texts that are none. */
    public static Echo takesAnything() {
        return new Echo() {
            @Override
            int violation(Frame frame) {
                return 0;
            }

            @Override
            boolean isText(byte[] payload) {
                return true;
            }
        };
    }

    /** Agrees to compression, if it is offered, and then sends what cannot be decompressed. */
    public static Echo compressesToGarbage() {
        return new Echo() {
            private boolean agreed;

            @Override
            String extensions(String offered) {
                agreed = offered.contains("permessage-deflate");
                return agreed ? "permessage-deflate" : "";
            }

            @Override
            int reservedBits() {
                return agreed ? COMPRESSED : 0;
            }

            @Override
            boolean isText(byte[] payload) {
                // It would have to be decompressed first.
                return agreed || super.isText(payload);
            }

            @Override
            void message(int opcode, byte[] payload) throws IOException {
                if (!agreed) {
                    super.message(opcode, payload);
                    return;
                }
                // RFC 1951 section 3.2.3: there is no block of type 3.
                byte[] garbage = new byte[8];
                Arrays.fill(garbage, (byte) 0xFF);
                send(FINAL | COMPRESSED | opcode, garbage);
            }
        };
    }

    /** Marks its messages as compressed, which nobody agreed to. */
    public static Echo marksAsCompressed() {
        return new Echo() {
            @Override
            void message(int opcode, byte[] payload) throws IOException {
                send(FINAL | COMPRESSED | opcode, payload);
            }
        };
    }
}
