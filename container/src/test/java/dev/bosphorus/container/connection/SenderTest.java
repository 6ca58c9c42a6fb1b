package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SenderTest {

    private static Object onAnotherThread() {
        return CompletableFuture.supplyAsync(Sender::current, task -> new Thread(task).start()).join();
    }

    @Test
    void aThreadIsASenderByItself() {
        assertThat(Sender.current()).isSameAs(Thread.currentThread());
        assertThat(onAnotherThread()).isNotSameAs(Thread.currentThread());
        assertThat(Sender.goesOn(Sender.current(), Sender.current())).isTrue();
    }

    @Test
    void callbacksThatComeOnSeveralThreadsAreOneSender() {
        List<Object> senders = new ArrayList<>();
        Rig rig = new Rig(false);
        rig.callback = event -> senders.add(Sender.current());
        rig.receive("a");
        CompletableFuture.runAsync(() -> rig.receive("b"), task -> new Thread(task).start()).join();
        assertThat(senders).hasSize(2);
        assertThat(senders.get(0)).isSameAs(senders.get(1)).isNotInstanceOf(Thread.class);
        assertThat(Sender.current()).as("after the callback").isSameAs(Thread.currentThread());
    }

    /** The connection's own thread may send between its callbacks, too, as in a loop of a client. */
    @Test
    void callbacksOfAConnectionWithAThreadOfItsOwnAreThatThread() {
        List<Object> senders = new ArrayList<>();
        Rig rig = new Rig(true);
        rig.callback = event -> senders.add(Sender.current());
        rig.receive("a");
        CompletableFuture.runAsync(() -> rig.receive("b"), task -> new Thread(task).start()).join();
        assertThat(senders).containsExactly(Thread.currentThread(), Thread.currentThread());
    }

    @Test
    void nobodyGoesOnWithTheMessageOfAStream() {
        assertThat(Sender.goesOn(Thread.currentThread(), new Object())).isFalse();
        assertThat(Sender.goesOn(new Object(), Thread.currentThread())).isFalse();
        assertThat(Sender.goesOn(null, Thread.currentThread())).isFalse();
    }
}
