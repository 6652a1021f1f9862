package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.parley.ParleyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loads of which people ask whether a machine can carry them, on {@code serve} on the same machine. */
class ManyConnectionsIT {
    private Path logging;

    @BeforeEach
    void keepEveryMessageOutOfTheLog(@TempDir Path folder) throws IOException {
        // The log is not what is tested here, and this process would have to keep it.
        logging = Files.writeString(folder.resolve("logging.properties"), """
                handlers = java.util.logging.ConsoleHandler
                dev.parley.server.level = WARNING
                """);
    }

    @Test
    void tenThousandIdleConnectionsLive() {
        try (ParleyProcess serve = serve()) {
            JsonObject report = BenchRun.json(serve.ws("ws").toString(), "-c", "10000", "--idle", "-d", "5s");
            assertThat(report.getAsJsonObject("errors").get("total").getAsLong())
                    .as(report.toString())
                    .isZero();
            assertThat(report.getAsJsonObject("connections")
                            .get("open_at_the_end")
                            .getAsInt())
                    .isEqualTo(10_000);
        }
    }

    @Test
    void aThousandConnectionsCarryFiftyMessagesASecondEach() {
        try (ParleyProcess serve = serve()) {
            JsonObject report = BenchRun.json(
                    serve.ws("ws").toString(), "-c", "1000", "--rate", "50000/s", "-d", "5s", "--warm-up", "8s");
            assertThat(report.getAsJsonObject("errors").get("total").getAsLong())
                    .as(report.toString())
                    .isZero();
            assertThat(report.get("sent").getAsLong()).isEqualTo(250_000);
            assertThat(report.get("replied").getAsLong()).isEqualTo(250_000);
        }
    }

    private ParleyProcess serve() {
        ProcessBuilder builder = ParleyProcess.command("serve", "--port", "0", "--max-connections", "0");
        builder.command().add(1, "-Djava.util.logging.config.file=" + logging);
        return ParleyProcess.awaitServing(builder);
    }
}
