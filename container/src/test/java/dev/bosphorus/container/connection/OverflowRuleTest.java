package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.extra.DroppedMessageException;
import dev.bosphorus.extra.OverflowPolicy;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class OverflowRuleTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void blockRefusesNothing(Kind kind) {
        assertThat(new OverflowRule(OverflowPolicy.BLOCK).mayRefuse(kind, true, null)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = OverflowPolicy.class, mode = Mode.EXCLUDE, names = "BLOCK")
    void othersRefuseWholeMessagesButNoPartsAndNoControlFrames(OverflowPolicy policy) {
        OverflowRule rule = new OverflowRule(policy);
        assertThat(rule.mayRefuse(Kind.TEXT, true, null)).isTrue();
        assertThat(rule.mayRefuse(Kind.PLAIN_BINARY, true, null)).isTrue();
        assertThat(rule.mayRefuse(Kind.TEXT, false, "stream")).isFalse();
        assertThat(rule.mayRefuse(Kind.TEXT, true, "stream")).isFalse();
        assertThat(rule.mayRefuse(Kind.PING, true, null)).isFalse();
        assertThat(rule.mayRefuse(Kind.PONG, true, null)).isFalse();
    }

    @Test
    void whatIsDroppedIsCounted() {
        OverflowRule rule = new OverflowRule(OverflowPolicy.DROP_NEWEST);
        assertThat(rule.refuse()).isInstanceOf(DroppedMessageException.class);
        assertThat(rule.refuse()).isInstanceOf(DroppedMessageException.class);
        assertThat(rule.dropped()).isEqualTo(2);
        assertThat(rule.closes()).isFalse();
    }

    @Test
    void whatIsClosedForIsNotCounted() {
        OverflowRule rule = new OverflowRule(OverflowPolicy.CLOSE);
        assertThat(rule.refuse()).isExactlyInstanceOf(IOException.class);
        assertThat(rule.dropped()).isZero();
        assertThat(rule.closes()).isTrue();
    }
}
