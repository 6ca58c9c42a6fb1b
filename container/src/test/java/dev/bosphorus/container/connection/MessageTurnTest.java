package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.connection.MessageTurn.Deferred;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Whose message is on its way in parts. */
class MessageTurnTest {

    private static final Thread OTHER = new Thread("another");

    private final MessageTurn turn = new MessageTurn();
    private final Object stream = new Object();

    private static Deferred deferred(Object owner, boolean last) {
        return new Deferred(Kind.TEXT, ByteBuffer.allocate(10), last, owner, OTHER, failure -> { });
    }

    @Test
    void wholeMessageTakesNoTurn() {
        assertThat(turn.sent(Kind.TEXT, null, true, OTHER)).isFalse();
        assertThat(turn.isFree(Kind.TEXT, null)).isTrue();
    }

    @Test
    void turnPassesWithTheLastPart() {
        assertThat(turn.sent(Kind.TEXT, stream, false, OTHER)).isFalse();
        assertThat(turn.isFree(Kind.TEXT, null)).isFalse();
        assertThat(turn.isFree(Kind.TEXT, stream)).isTrue();
        assertThat(turn.sent(Kind.TEXT, stream, true, OTHER)).isTrue();
        assertThat(turn.isFree(Kind.TEXT, null)).isTrue();
    }

    @Test
    void controlFramesNeedNoTurn() {
        turn.sent(Kind.TEXT, stream, false, OTHER);
        assertThat(turn.isFree(Kind.PING, null)).isTrue();
        assertThat(turn.sent(Kind.PONG, null, true, OTHER)).isFalse();
        assertThat(turn.isFree(Kind.TEXT, null)).as("the message is still under way").isFalse();
    }

    @Test
    void ownUnfinishedMessageIsAMistake() {
        turn.sent(Kind.TEXT, stream, false, Thread.currentThread());
        assertThatIllegalStateException().isThrownBy(() -> turn.isFree(Kind.TEXT, null))
                .withMessageContaining("begun another message");
    }

    @Test
    void whatWaitsGoesInOrderAndOnlyAsFarAsTurnsAllow() {
        turn.sent(Kind.TEXT, stream, false, OTHER);
        Deferred whole = deferred(null, true);
        Deferred part = deferred(OTHER, false);
        Deferred behind = deferred(null, true);
        turn.defer(whole);
        turn.defer(part);
        turn.defer(behind);
        assertThat(turn.takeDeferred()).isNull();
        turn.sent(Kind.TEXT, stream, true, OTHER);
        assertThat(turn.takeDeferred()).isSameAs(whole);
        assertThat(turn.takeDeferred()).isSameAs(part);
        turn.sent(Kind.TEXT, part.owner(), false, part.thread());
        assertThat(turn.takeDeferred()).as("the part has begun a message").isNull();
        assertThat(turn.hasDeferred()).isTrue();
        assertThat(turn.dropDeferred()).containsExactly(behind);
        assertThat(turn.hasDeferred()).isFalse();
    }

    @Test
    void whatWaitsIsCounted() {
        assertThat(turn.heldBytes()).isZero();
        turn.sent(Kind.TEXT, stream, false, OTHER);
        turn.defer(deferred(null, true));
        turn.defer(deferred(null, true));
        assertThat(turn.deferredBytes()).isEqualTo(20);
        assertThat(turn.heldBytes()).isEqualTo(20 + 2 * OutboundQueue.FRAME_BYTES);
        turn.sent(Kind.TEXT, stream, true, OTHER);
        turn.takeDeferred();
        assertThat(turn.deferredBytes()).isEqualTo(10);
        turn.dropDeferred();
        assertThat(turn.deferredBytes()).isZero();
    }
}
