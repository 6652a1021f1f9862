/**
 * The WebSocket endpoints, one small annotated class a path, and what they share of a connection's life.
 *
 * <p>This, the two packages below it and {@code core} are all the code in {@code parley.war}, so it runs in any Jakarta EE
 * container: it imports {@code core}, {@code jakarta.servlet} and {@code jakarta.websocket}, Micrometer and Gson. What single
 * containers need is in {@code container}, the pages that tell what the server does are in {@code pages}.
 *
 * <p>{@code Server} is the deployment, from {@code ServerListener} to {@code StopServlet}. A handshake passes
 * {@code HandshakeListener}, {@code FrontFilter} and {@code HandshakeConfigurator}. A connection is a {@code Behaviour}, one
 * subclass a path, and its {@code Connection}, which has a {@code Lifecycle} and sends through {@code Replies} and
 * {@code Sender}. To add a behaviour, add its path to {@code WebSocketPath} and an endpoint with that template.
 */
package dev.parley.server;
