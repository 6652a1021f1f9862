/**
 * RFC 6455 and RFC 7692 as data and state, for both sides, without any I/O: bytes in, values out.
 *
 * <p>A {@link dev.parley.protocol.Role} says which side one is: a client masks and asks, a server answers and ends the TCP
 * connection first. {@link dev.parley.protocol.FrameEncoder} and {@link dev.parley.protocol.FrameDecoder} are the only places
 * that write and read frames; {@link dev.parley.protocol.MessageAssembly} joins frames to messages and finds what breaks a
 * {@link dev.parley.protocol.Rule}; {@link dev.parley.protocol.Deflate} compresses; the opening handshake is
 * {@link dev.parley.protocol.ClientHandshake} and {@link dev.parley.protocol.ServerHandshake}; the closing one is
 * {@link dev.parley.protocol.Closing}.
 *
 * <p>It may import {@code core}. Nothing here waits, reads a clock or knows a socket.
 */
package dev.parley.protocol;
