import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.Simulation;

/** Has each of {@code echo.connections} users send a message and wait for its reply, again and again. */
public final class EchoSimulation extends Simulation {
    private static final String MESSAGE = "the message 00000000";
    private static final int REPLY_SECONDS = 10;

    public EchoSimulation() {
        int connections = Integer.getInteger("echo.connections");
        int seconds = Integer.getInteger("echo.seconds");
        setUp(scenario("echo")
                        .exec(ws("open").connect("/echo"))
                        .during(seconds)
                        .on(exec(ws("message")
                                .sendText(MESSAGE)
                                .await(REPLY_SECONDS)
                                .on(ws.checkTextMessage("reply").check(bodyString().is(MESSAGE)))))
                        .exec(ws("close").close())
                        .injectOpen(atOnceUsers(connections)))
                .protocols(http.disableWarmUp().wsBaseUrl("ws://127.0.0.1:" + Integer.getInteger("echo.port")));
    }
}
