/**
 * Holds the WebSocket endpoints, one small annotated class a path, what they share of a connection's life, and the few pages
 * that tell what the server does.
 *
 * <p>This and {@code core} are all the code in {@code parley.war}, so it runs in any Jakarta EE container: it imports
 * {@code core}, {@code jakarta.servlet} and {@code jakarta.websocket}, Micrometer and Gson, and never a container's own
 * classes. A handshake passes {@code HandshakeListener}, {@code FrontFilter} and {@code HandshakeConfigurator}; a connection
 * is a {@code Behaviour}, one subclass a path, and its {@code Connection}.
 */
package dev.parley.server;
