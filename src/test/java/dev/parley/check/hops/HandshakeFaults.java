package dev.parley.check.hops;

import dev.parley.protocol.AcceptKey;
import dev.parley.protocol.ServerHandshake;
import java.io.IOException;

/** Connections whose handshake is wrong. */
public final class HandshakeFaults {
    private HandshakeFaults() {}

    /** Answers 101 with the answer to another key. */
    public static Echo wrongAcceptKey() {
        return new Echo() {
            @Override
            String agreement(ServerHandshake handshake) {
                String key = handshake.request().header("Sec-WebSocket-Key");
                return super.agreement(handshake).replace(AcceptKey.of(key), AcceptKey.of("another" + key));
            }
        };
    }

    /** Answers 101 without the header {@code Upgrade}. */
    public static Echo noUpgradeHeader() {
        return new Echo() {
            @Override
            String agreement(ServerHandshake handshake) {
                return super.agreement(handshake).replace("Upgrade: websocket\r\n", "");
            }
        };
    }

    /** Accepts the connection and never says anything. */
    public static Echo neverAnswers() {
        return new Echo() {
            @Override
            void greet() throws IOException {
                fallSilent();
            }
        };
    }

    /** Answers every request with a page. */
    public static Echo plainHttp() {
        String page = "<!doctype html><title>It works</title>";
        return new Echo() {
            @Override
            void answer(String head) throws IOException {
                write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: "
                        + page.length() + "\r\n\r\n" + page);
                finish();
            }
        };
    }

    /** Speaks first, and not HTTP. */
    public static Echo notHttp() {
        return new Echo() {
            @Override
            void greet() throws IOException {
                write("SSH-2.0-OpenSSH_9.2p1\r\n");
                fallSilent();
            }
        };
    }

    /** Agrees to compression with a parameter that there is not; if compression is offered. */
    public static Echo compressionParameterNotOffered() {
        return agreeingTo("permessage-deflate; server_no_checksum");
    }

    /** Agrees to an extension that nobody offers. */
    public static Echo extensionNotOffered() {
        return new Echo() {
            @Override
            String extensions(String offered) {
                return "x-parley-not-offered";
            }
        };
    }

    /** Makes one that agrees to this if compression is offered, and then compresses nothing. */
    private static Echo agreeingTo(String extension) {
        return new Echo() {
            @Override
            String extensions(String offered) {
                return offered.contains("permessage-deflate") ? extension : "";
            }
        };
    }
}
