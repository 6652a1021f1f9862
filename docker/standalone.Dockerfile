# Parley standalone: mvn package -Dmaven.test.skip && docker build -f docker/standalone.Dockerfile -t parley .
FROM eclipse-temurin:17.0.15_6-jre-alpine

RUN addgroup -S parley && adduser -S -G parley -H parley
COPY target/parley.jar /opt/parley/parley.jar

USER parley
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=10s \
    CMD ["java", "-jar", "/opt/parley/parley.jar", "client", "ws://127.0.0.1:8080/ws", "--count", "1", "--timeout", "5s"]
CMD ["java", "-jar", "/opt/parley/parley.jar", "serve", "--address", "0.0.0.0"]
