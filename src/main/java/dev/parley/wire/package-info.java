/**
 * Is the instrument: a WebSocket connection of which every byte, frame and time can be seen, and on which anything can be
 * sent.
 *
 * <p>{@link dev.parley.wire.WireClient} connects as {@link dev.parley.wire.WireSettings} say and hands a
 * {@link dev.parley.wire.Wire} over. What happens is told as values, {@link dev.parley.wire.WireEvent}: the steps on the way
 * (DNS, TCP, proxy, TLS, handshake), the handshake byte for byte, each frame in and out, and how it ended. TLS, proxies and
 * redirects live here, once, for all tools. Netty reads the sockets, HTTP and TLS; frames are read and written here, because
 * Netty hides or refuses those that break the protocol, and they are what an instrument is for.
 *
 * <p>To compare, it also speaks HTTP/1.1 and HTTP/2 over the same way: {@link dev.parley.wire.HttpConnection}. What connections
 * carry is counted at their sockets, by {@link dev.parley.wire.ByteCounter}.
 *
 * <p>It may import {@code core} and Netty, and shows nothing of Netty outside.
 */
package dev.parley.wire;
