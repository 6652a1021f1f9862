/**
 * The instrument: WebSocket connections, as a client and as a server, of which every byte, frame and time can be seen, and on
 * which anything can be sent.
 *
 * <p>{@link dev.parley.wire.WireClient} connects as {@link dev.parley.wire.WireSettings} say and hands a
 * {@link dev.parley.wire.Wire} over; {@link dev.parley.wire.WireServer} does so with every connection that comes. What happens
 * is told as values, {@link dev.parley.wire.WireEvent}: the steps on the way (DNS, TCP, proxy, TLS, handshake), the handshake
 * byte for byte, each frame in and out, and how it ended. Why it ended is a {@link dev.parley.wire.Cause} with its data, of
 * which {@link dev.parley.wire.Clause} makes words. {@link dev.parley.wire.Dialogue} drives one connection step by step. TLS,
 * proxies and redirects live here, once, for all tools.
 *
 * <p>Netty reads the sockets, HTTP and TLS; frames are {@code protocol}'s own, because Netty hides or refuses those that break
 * the protocol, and they are what an instrument is for.
 *
 * <p>To compare, it also speaks HTTP/1.1 and HTTP/2 over the same way: {@link dev.parley.wire.HttpConnection}. What connections
 * carry is counted at their sockets, by {@link dev.parley.wire.ByteCounter}.
 *
 * <p>It may import {@code core}, {@code protocol} and Netty, and shows nothing of Netty outside.
 */
package dev.parley.wire;
