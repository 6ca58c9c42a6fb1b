package dev.bosphorus.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that read nothing more, while their peers go on sending. */
@ResourceLock("the MBeans of Tomcat")
class SuspendedTest {

    private static final byte[] MESSAGE = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'};
    private static final byte[] ECHO = {(byte) 0x81, 2, 'h', 'i'};
    /** Tomcat's buffer takes some of them. */
    private static final int MESSAGES = 5000;
    /** As many as fit into the largest TLS record, and a few more for a second one. */
    private static final int IN_RECORD = (1 << 14) / MESSAGE.length;
    private static final int IN_SECOND = 60;
    private static final int QUIET_MILLIS = 500;
    /** What the handshake and the first message cost, and a look from time to time; a thread that does nothing else does thousands. */
    private static final long FEW = 100;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bytesThatWaitKeepNoThreadOfTomcatBusy(boolean portable, @TempDir Path base) throws Exception {
        TomcatServer tomcat = new TomcatServer("HTTP/1.1", false, portable);
        try (RunningServer server = new RunningServer(tomcat, false, base); Socket socket = server.dial()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(server.handshake("/suspending"));
            assertThat(RunningServer.head(in)).startsWith("HTTP/1.1 101");
            out.write(MESSAGE);
            assertThat(in.readNBytes(ECHO.length)).containsExactly(ECHO);
            for (int i = 0; i < MESSAGES; i++) {
                out.write(MESSAGE);
            }
            socket.setSoTimeout(QUIET_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(in::read);
            assertThat(tomcat.completedTasks()).isLessThan(FEW);
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
            TestEndpoints.Suspending.SESSIONS.poll(20, TimeUnit.SECONDS).resume();
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(in.readNBytes(ECHO.length)).containsExactly(ECHO);
            }
        }
    }

    /** Of what lies between the socket and us, as TLS does, no event tells that there is more. */
    @ParameterizedTest
    @EnumSource
    void allThatHasComeMeanwhileIsReadAfterwards(ServerKind kind, @TempDir Path base) throws Exception {
        try (RunningServer server = new RunningServer(kind, base); Socket socket = server.dial()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
            out.write(server.handshake("/suspending"));
            assertThat(RunningServer.head(in)).startsWith("HTTP/1.1 101");
            out.write(MESSAGE);
            assertThat(in.readNBytes(ECHO.length)).containsExactly(ECHO);
            byte[] record = new byte[IN_RECORD * MESSAGE.length];
            for (int i = 0; i < IN_RECORD; i++) {
                System.arraycopy(MESSAGE, 0, record, i * MESSAGE.length, MESSAGE.length);
            }
            out.write(record);
            out.write(record, 0, IN_SECOND * MESSAGE.length);
            TestEndpoints.Suspending.SESSIONS.poll(20, TimeUnit.SECONDS).resume();
            for (int i = 0; i < IN_RECORD + IN_SECOND; i++) {
                assertThat(in.readNBytes(ECHO.length)).containsExactly(ECHO);
            }
        }
    }
}
