/**
 * The server of {@code serve}: {@code parley.war}, the very bytes that other containers get, on an embedded Tomcat.
 *
 * <p>Tomcat's workers answer HTTP; WebSocket messages are answered by event loops: {@code LoopEndpoint} deals the connections
 * out, a {@code Loop} waits for its share of them. The log has a thread of its own, {@code BufferedConsole}.
 *
 * <p>It may import {@code core} and Tomcat. It knows nothing of the endpoints: it deploys the WAR.
 */
package dev.parley.serve;
