package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.HandshakeRule;
import dev.parley.protocol.Rule;
import dev.parley.protocol.Violation;
import dev.parley.wire.Cause.Peer;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClauseTest {
    private static final Peer SERVER = new Peer("192.0.2.1:80", false);
    private static final Proxy PROXY = Proxy.parse("http://user:secret@proxy.example:40312");

    static List<Class<?>> causes() {
        return Arrays.stream(Cause.class.getPermittedSubclasses())
                .<Class<?>>map(one -> one)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("causes")
    void everyCauseHasWordsAndNoneShowsCredentials(Class<?> cause) throws Exception {
        Constructor<?> constructor = cause.getDeclaredConstructors()[0];
        Object[] values = Arrays.stream(cause.getRecordComponents())
                .map(RecordComponent::getType)
                .map(ClauseTest::example)
                .toArray();
        assertThat(Clause.of((Cause) constructor.newInstance(values)))
                .isNotBlank()
                .doesNotContain("secret")
                .doesNotEndWith(".");
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void everyBrokenRuleHasWords(Rule rule) {
        assertThat(Clause.of(new Cause.ProtocolViolation(new Violation(rule, 1, 2))))
                .isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(HandshakeRule.class)
    void everyBrokenRuleOfTheHandshakeHasWords(HandshakeRule rule) {
        assertThat(Clause.of(new Cause.InvalidAnswer(rule, "x"))).isNotBlank();
    }

    @Test
    void proxyIsNotTakenForTheServer() {
        assertThat(Clause.of(new Cause.ConnectionRefused(new Peer("192.0.2.1:3128", true))))
                .isEqualTo("the proxy 192.0.2.1:3128 refused the connection");
        assertThat(Clause.of(new Cause.ConnectionRefused(SERVER))).isEqualTo("192.0.2.1:80 refused the connection");
    }

    @Test
    void timeoutSaysWhoWasAskedAndForHowLong() {
        Duration within = Duration.ofMillis(300);
        assertThat(Clause.of(new Cause.NoAnswer(Stage.DNS, new Peer("x", false), within)))
                .isEqualTo("no answer from the name service for 'x' within 300ms");
        assertThat(Clause.of(new Cause.NoAnswer(Stage.TLS, SERVER, within)))
                .isEqualTo("no answer from 192.0.2.1:80 within 300ms");
        assertThat(Clause.of(new Cause.NoAnswer(Stage.HANDSHAKE, SERVER, within)))
                .isEqualTo("no answer to the handshake within 300ms");
    }

    @Test
    void answerOfAProxySaysWhetherCredentialsWereGiven() {
        assertThat(Clause.of(new Cause.ProxyAnswered(PROXY, 407, "Who", List.of("Basic"))))
                .isEqualTo("the proxy http://proxy.example:40312 answered 407 Who to the credentials given");
        assertThat(Clause.of(new Cause.ProxyAnswered(Proxy.parse("h:1"), 502, "", List.of())))
                .isEqualTo("the proxy http://h:1 answered 502");
    }

    @Test
    void endThatNeedsNoCauseHasNoClause() {
        assertThat(Clause.of(null)).isEmpty();
    }

    private static Object example(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "String" -> "words";
            case "int" -> 408;
            case "long" -> 8L;
            case "List" -> List.of("Basic");
            case "Duration" -> Duration.ofSeconds(1);
            case "Peer" -> SERVER;
            case "Proxy" -> PROXY;
            case "Violation" -> new Violation(Rule.TEXT_UTF8, 0, 0);
            default -> throw new IllegalArgumentException(type + " needs an example");
        };
    }
}
