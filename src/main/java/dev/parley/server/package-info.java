/**
 * Holds the WebSocket endpoints, one small annotated class a path, and what they share of a connection's life.
 *
 * <p>This and {@code core} are all the code in {@code parley.war}, so it runs in any Jakarta EE container: it imports
 * {@code core}, {@code jakarta.servlet} and {@code jakarta.websocket}, and never a container's own classes. Messages are
 * taken in parts everywhere, because only then do all containers take long messages without a buffer of that size for each
 * connection.
 */
package dev.parley.server;
