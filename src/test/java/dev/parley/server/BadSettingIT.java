package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.TestHttp;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("container")
@ExtendWith(ArquillianExtension.class)
class BadSettingIT {
    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "bad", managed = false, testable = false)
    static WebArchive war() {
        return InContainer.warWith("max-connections", "lots");
    }

    @Test
    void badSettingStopsTheStart() throws Exception {
        if (Container.current().tellsOfAFailedStart()) {
            assertThatThrownBy(() -> deployer.deploy("bad")).isInstanceOf(Exception.class);
        } else if (Container.current().isInThisJvm()) {
            assertThat(errorsWhileDeploying())
                    .containsExactly("Parley does not start: context-param parley.max-connections is 'lots':"
                            + " give a whole number from 0 (no limit) to 1000000, like 250");
        } else {
            deployer.deploy("bad");
            URI health = URI.create("http://127.0.0.1:" + System.getProperty("it.http.port") + "/parley/health");
            assertThat(TestHttp.get(health).statusCode()).isEqualTo(404);
            deployer.undeploy("bad");
        }
    }

    /** Returns what the application logs as an error; this container runs in the JVM of the test. */
    private List<String> errorsWhileDeploying() {
        List<String> errors = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                errors.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(ServerListener.class.getName());
        log.addHandler(handler);
        try {
            deployer.deploy("bad");
            deployer.undeploy("bad");
        } finally {
            log.removeHandler(handler);
        }
        return errors;
    }
}
