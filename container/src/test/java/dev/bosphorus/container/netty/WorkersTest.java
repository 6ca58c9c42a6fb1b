package dev.bosphorus.container.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void threadsAreNamedDaemonsThatMayEnd() throws Exception {
        ThreadPoolExecutor pool = Workers.pool("bosphorus-test", 2);
        try {
            Thread thread = pool.submit(Thread::currentThread).get();
            assertThat(thread.getName()).isEqualTo("bosphorus-test-1");
            assertThat(thread.isDaemon()).isTrue();
            assertThat(pool.allowsCoreThreadTimeOut()).isTrue();
            assertThat(pool.getMaximumPoolSize()).isEqualTo(2);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void thereAreMoreThanProcessors() {
        assertThat(Workers.defaultThreads()).isGreaterThanOrEqualTo(32)
                .isGreaterThanOrEqualTo(8 * Runtime.getRuntime().availableProcessors());
    }
}
