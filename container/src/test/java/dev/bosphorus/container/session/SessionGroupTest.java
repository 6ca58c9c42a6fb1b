package dev.bosphorus.container.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.runtime.MemoryPeer;
import dev.bosphorus.container.runtime.MemoryServer;
import dev.bosphorus.container.runtime.Probe;
import dev.bosphorus.extra.ExtendedSession;
import dev.bosphorus.extra.SessionGroup;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SessionGroupTest {

    private final MemoryServer server = new MemoryServer();
    private final Probe probe = new Probe();
    private final SessionGroup group = new SessionGroup();

    SessionGroupTest() {
        server.deploy(probe, "/a");
    }

    private MemoryPeer join() {
        MemoryPeer peer = server.connect("/a");
        assertThat(group.add(probe.session)).isTrue();
        return peer;
    }

    @Test
    void everyMemberGetsEveryMessageInOrder() {
        MemoryPeer one = join();
        MemoryPeer other = join();
        assertThat(group.send("text")).isEqualTo(2);
        assertThat(group.send(ByteBuffer.wrap(new byte[] {1, 2}))).isEqualTo(2);
        assertThat(group.send(ExtendedSession.of(probe.session).prepareText("prepared"))).isEqualTo(2);
        server.settle();
        assertThat(one.received).containsExactly("text:text", "binary:0102", "text:prepared");
        assertThat(other.received).isEqualTo(one.received);
    }

    @Test
    void whoHasClosedLeaves() {
        MemoryPeer one = join();
        MemoryPeer other = join();
        one.close(1000, "");
        assertThat(group.size()).isEqualTo(2);
        assertThat(group.send("text")).isEqualTo(1);
        assertThat(group.size()).isEqualTo(1);
        server.settle();
        assertThat(other.received).containsExactly("text:text");
    }

    @Test
    void aSessionIsAMemberOnce() {
        join();
        assertThat(group.add(probe.session)).isFalse();
        assertThat(group.remove(probe.session)).isTrue();
        assertThat(group.remove(probe.session)).isFalse();
        assertThat(group.send("nobody")).isZero();
    }
}
