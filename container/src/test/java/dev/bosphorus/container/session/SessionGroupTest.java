package dev.bosphorus.container.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.runtime.MemoryPeer;
import dev.bosphorus.container.runtime.MemoryServer;
import dev.bosphorus.container.runtime.Probe;
import dev.bosphorus.extra.ExtendedSession;
import dev.bosphorus.extra.Overflow;
import dev.bosphorus.extra.OverflowPolicy;
import dev.bosphorus.extra.SessionGroup;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionGroupTest {

    private final MemoryServer server = new MemoryServer();
    private final Probe probe = new Probe();
    private final SessionGroup group = new SessionGroup();

    private final SlowProbe slow = new SlowProbe();

    /** An endpoint whose slow peers miss messages. */
    @Overflow(OverflowPolicy.DROP_NEWEST)
    public static final class SlowProbe extends Endpoint {
        private Session session;

        @Override
        public void onOpen(Session opened, EndpointConfig config) {
            session = opened;
        }
    }

    SessionGroupTest() {
        server.deploy(probe, "/a");
        server.deploy(slow, "/slow");
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
    void whoHasClosedLeavesByItselfBeforeOnClose() {
        MemoryPeer one = join();
        MemoryPeer other = join();
        List<Integer> seen = new ArrayList<>();
        probe.onClose = session -> seen.add(group.send("somebody left"));
        one.close(1000, "");
        assertThat(group.size()).isEqualTo(1);
        assertThat(seen).containsExactly(1);
        server.settle();
        assertThat(other.received).containsExactly("text:somebody left");
        assertThat(one.received).doesNotContain("text:somebody left");
    }

    @Test
    void whoIsCutLeavesToo() {
        MemoryPeer peer = join();
        peer.vanish();
        assertThat(group.size()).isZero();
    }

    @Test
    void whoHasEndedCannotJoin() {
        MemoryPeer peer = server.connect("/a");
        peer.close(1000, "");
        assertThat(group.add(probe.session)).isFalse();
        assertThat(group.size()).isZero();
    }

    @Test
    void whoIsClosingDoesNotCount() throws IOException {
        MemoryPeer closing = server.connect(false, "/a");
        closing.deaf = true;
        group.add(probe.session);
        probe.session.close();
        assertThat(group.send("text")).isZero();
    }

    @Test
    void whoIsDroppedDoesNotCountAndDelaysNobody() {
        MemoryPeer stuck = server.connect(false, "/slow");
        stuck.holding = true;
        group.add(slow.session);
        MemoryPeer other = join();
        assertThat(group.send("x".repeat(70_000))).isEqualTo(2);
        assertThat(group.send("dropped")).isEqualTo(1);
        assertThat(ExtendedSession.of(slow.session).droppedMessages()).isEqualTo(1);
        server.settle();
        assertThat(other.received).hasSize(2);
        stuck.release(null);
        assertThat(stuck.received).hasSize(1);
    }

    @Test
    void theApplicationsThreadsAreNotWokenForWhatNobodyAsks() {
        server.connect(false, "/a");
        group.add(probe.session);
        server.settle();
        assertThat(group.send("text")).isEqualTo(1);
        assertThat(server.isIdle()).isTrue();
    }

    @Test
    void theBufferThatIsSentStaysAsItIs() {
        join();
        ByteBuffer data = ByteBuffer.wrap(new byte[] {1, 2, 3});
        group.send(data);
        assertThat(data.remaining()).isEqualTo(3);
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
