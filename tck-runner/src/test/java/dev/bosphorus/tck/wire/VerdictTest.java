package dev.bosphorus.tck.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.tck.selection.Selection;
import dev.bosphorus.tck.wire.cases.Catalogue;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.ClientRun;
import dev.bosphorus.tck.wire.run.Progress;
import dev.bosphorus.tck.wire.run.Verdict;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a client is judged that answers a Close with a code that has no meaning, which it should refuse, in one way or another. */
class VerdictTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Selection ONE = new Selection(List.of("closing/code/1016"), List.of());

    private final CountDownLatch ended = new CountDownLatch(1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "88 82 00 00 00 00 03 ea       | PASSED | 1002",
        "88 82 00 00 00 00 03 f8       | WARNED | says 1016 instead of 1002",
        "88 82 00 00 00 00 03 ed       | FAILED | the code 1005, which must not be in one",
        "88 81 00 00 00 00 03          | FAILED | a body of one byte",
        "88 83 00 00 00 00 03 ea ff    | FAILED | a reason that is no UTF-8",
        "88 02 03 ea                   | FAILED | a frame that is not masked",
        "81 80 00 00 00 00             | WARNED | a text message"})
    void judges(String answer, Verdict verdict, String finding) throws Exception {
        Progress progress = (result, done, total) -> ended.countDown();
        try (ClientRun run = new ClientRun(InetAddress.getLoopbackAddress(), 0, Catalogue.of(Subject.CLIENT, ONE),
                PATIENCE, progress); Socket client = new Socket(InetAddress.getLoopbackAddress(), run.port())) {
            client.getOutputStream().write("""
                    GET /case/1 HTTP/1.1\r
                    Host: localhost\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                    Sec-WebSocket-Version: 13\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().write(HexFormat.of().parseHex(answer.replace(" ", "")));
            client.shutdownOutput();
            try (InputStream in = client.getInputStream()) {
                in.readAllBytes();
            }
            ended.await();
            CaseResult result = run.result("client").cases().get(0);
            assertThat(result.verdict()).isEqualTo(verdict);
            assertThat(result.findings().toString()).contains(verdict == Verdict.PASSED ? "[]" : finding);
        }
    }
}
