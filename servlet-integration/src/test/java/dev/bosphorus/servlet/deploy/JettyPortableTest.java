package dev.bosphorus.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.client.HandshakeException;
import jakarta.websocket.DeploymentException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By the way of the servlet API, Jetty lets no message in, which is to be noticed at once. */
class JettyPortableTest {

    /** What is logged as an error. */
    private static final class Errors extends Handler {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel() == Level.SEVERE) {
                messages.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    @Test
    void handshakesAreRefusedAndTheLogSaysWhy(@TempDir Path base) throws Exception {
        Logger logger = Logger.getLogger(UpgradeWay.class.getName());
        Errors errors = new Errors();
        logger.addHandler(errors);
        try (RunningServer server = new RunningServer(new JettyServer(false, true), false, base)) {
            assertThat(errors.messages).singleElement().asString().contains("\"/app\" are answered with 500");
            refused(500, server, "/echo");
            refused(500, server, "/servlet");
            refused(404, server, "/nowhere");
            assertThat(server.request("/servlet").getInputStream().readAllBytes()).asString().isEqualTo("plain");
        } finally {
            logger.removeHandler(errors);
        }
    }

    private static void refused(int status, RunningServer server, String path) {
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> server.connect(new Client(), path)).havingCause()
                .isInstanceOfSatisfying(HandshakeException.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
    }
}
