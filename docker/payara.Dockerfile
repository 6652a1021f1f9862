# Parley in Payara Server: mvn package -Dmaven.test.skip && docker build -f docker/payara.Dockerfile -t parley-payara .
# Served at /parley, the name of the WAR, as Payara does it.
FROM payara/server-full:6.2025.9-jdk17

COPY --chown=payara target/parley.war /opt/payara/appserver/glassfish/domains/domain1/autodeploy/parley.war
# Only for the health check: a WebSocket message and its reply.
COPY target/parley.jar /opt/parley/parley.jar

USER payara
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["java", "-jar", "/opt/parley/parley.jar", "client", "ws://127.0.0.1:8080/parley/ws", "--count", "1", "--timeout", "5s"]
# The server itself is the container's process, because asadmin would not pass SIGTERM on: the command that asadmin would run.
CMD ["sh", "-c", "set -f; exec $(/opt/payara/appserver/bin/asadmin start-domain --dry-run domain1 | sed '1d;/^Command /d')"]
