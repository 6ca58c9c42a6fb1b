package dev.bosphorus.container.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class VirtualThreadsTest {

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void newerJdkHasThem() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        Thread thread = VirtualThreads.factory("bosphorus-test").newThread(() -> ran.complete(Thread.currentThread()));
        thread.start();
        assertThat(ran.get()).isSameAs(thread);
        assertThat(VirtualThreads.areSupported()).isTrue();
        assertThat(thread.getName()).isEqualTo("bosphorus-test");
        assertThat(thread.getClass().getName()).contains("VirtualThread");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void olderJdkHasNone() {
        assertThat(VirtualThreads.areSupported()).isFalse();
        assertThatThrownBy(() -> VirtualThreads.factory("bosphorus-test")).hasMessageContaining("JDK 21");
    }
}
