/**
 * The client that shows whether a server answers: a loop that sends one message a second and prints the reply.
 *
 * <p>It is written as any application would write it, on the Jakarta WebSocket API and its reference implementation, Tyrus.
 * It may import {@code core}, {@code jakarta.websocket} and Tyrus.
 */
package dev.parley.client;
