# Parley in Tomcat: mvn package -Dmaven.test.skip && docker build -f docker/tomcat.Dockerfile -t parley-tomcat .
FROM tomcat:10.1.59-jre17-temurin-noble

RUN useradd --system --no-create-home parley \
    && chown -R parley conf logs temp webapps work
COPY --chown=parley target/parley.war /usr/local/tomcat/webapps/ROOT.war
# Only for the health check: a WebSocket message and its reply.
COPY target/parley.jar /opt/parley/parley.jar

USER parley
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s \
    CMD ["java", "-jar", "/opt/parley/parley.jar", "client", "ws://127.0.0.1:8080/ws", "--count", "1", "--timeout", "5s"]
CMD ["/usr/local/tomcat/bin/catalina.sh", "run"]
