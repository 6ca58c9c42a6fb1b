package dev.bosphorus.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareOptionsTest {

    @Test
    void serversAndCellsAreChosenByName() {
        CompareOptions options = CompareOptions.parse("--peers", "netty,bosphorus", "--cells", "bin16*,handshake", "--rounds", "2",
                "--warm-up", "1", "--seconds", "3", "--pin", "1:0");
        assertThat(options.peers()).extracting(Peer::id).containsExactly("netty", "bosphorus");
        assertThat(options.loads()).extracting(Load::id).containsExactly("bin16_c64_d16", "bin16_c64_d1", "handshake");
        assertThat(options.estimate()).isEqualTo(Duration.ofSeconds(2 * 2 * 3 * 5));
        assertThat(options.pinning()).isEqualTo(new Pinning("1", "0"));
    }

    @Test
    void clientsHavePeersAndCellsOfTheirOwn() {
        assertThat(CompareOptions.parse("--clients").peers()).isEqualTo(Peer.CLIENTS);
        CompareOptions options = CompareOptions.parse("--cells", "client64_txt1k_d1", "--peers", "tyrus", "--clients");
        assertThat(options.peers()).singleElement().matches(peer -> peer.client() && peer.id().equals("tyrus"));
        assertThat(options.loads()).extracting(Load::id).containsExactly("client64_txt1k_d1");
    }

    @Test
    void allIsTheDefault() {
        assertThat(CompareOptions.parse().peers()).isEqualTo(Peer.ALL);
        assertThat(CompareOptions.parse().loads()).isEqualTo(Load.ALL);
        assertThat(CompareOptions.parse().help()).isFalse();
        assertThat(CompareOptions.parse("--help").help()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --peers tomkat | --peers has tomkat twice, or it is none of
            --cells bin16*,bin16_c64_d1 | --cells has bin16_c64_d1 twice, or it is none of
            --clients --peers netty | --peers has netty twice, or it is none of
            --cells client64* | --cells has client64* twice, or it is none of
            --rounds 0 | --rounds must be a number from 1 to 20, not 0
            --pin 1 | --pin must be <server's processors>:<load's processors>, as in 1:0, not 1
            --out | --out needs a value
            --fast | unknown option --fast (--help lists them)
            """)
    void badOptionIsNamedInOneLine(String line, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> CompareOptions.parse(line.split(" ")))
                .withMessageStartingWith(message).withMessageNotContaining("\n");
    }

    @Test
    void aPinnedServerIsStartedOnItsProcessors() {
        assertThat(Pinning.parse("1-3:0").startServer(List.of("java"))).containsExactly("taskset", "-c", "1-3", "java");
        assertThat(Pinning.NONE.startServer(List.of("java"))).containsExactly("java");
    }
}
