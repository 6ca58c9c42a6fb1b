package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** RFC 9110, 11.3 and 11.6.1. */
class ChallengeTest {

    private static List<Challenge> parse(String... fields) {
        return Challenge.parse(List.of(fields));
    }

    @Test
    void severalChallengesInOneField() {
        List<Challenge> challenges = parse("Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"");
        assertThat(challenges).extracting(Challenge::scheme).containsExactly("Basic", "Newauth");
        assertThat(challenges.get(1).parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("realm", "apps", "type", "1", "title", "Login to \"apps\""));
    }

    @Test
    void severalFields() {
        assertThat(parse("Basic realm=a", "Digest nonce=b")).extracting(Challenge::scheme).containsExactly("Basic", "Digest");
    }

    @Test
    void aTokenInPlaceOfParameters() {
        List<Challenge> challenges = parse("Negotiate YWJj==, Basic realm=x");
        assertThat(challenges).extracting(Challenge::scheme).containsExactly("Negotiate", "Basic");
        assertThat(challenges.get(0).parameters()).isEmpty();
    }

    @Test
    void spacesAroundTheEqualsSign() {
        assertThat(parse("Basic realm = \"x\"").get(0).parameter("REALM", null)).isEqualTo("x");
    }

    @Test
    void emptyElementsAreNothing() {
        assertThat(parse(" , ,Basic realm=x,, charset=\"UTF-8\",")).singleElement()
                .satisfies(basic -> assertThat(basic.parameters()).hasSize(2));
    }

    @Test
    void garbageEndsAField() {
        assertThat(parse("Basic realm=x, {}")).hasSize(1);
        assertThat(parse("\"quoted\"")).isEmpty();
    }

    @Test
    void timeIsLinear() {
        String large = "Basic " + "a=\"\\\\\", ".repeat(50_000);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(parse(large)).hasSize(1));
    }
}
