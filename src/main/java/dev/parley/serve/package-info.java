/**
 * Runs {@code parley.war}, the very bytes that other containers get, on an embedded Tomcat.
 *
 * <p>It may import {@code core} and Tomcat. It knows nothing of the endpoints: it deploys the WAR.
 */
package dev.parley.serve;
