package dev.bosphorus.examples.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.examples.Servers;
import dev.bosphorus.examples.TestClient;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoardEndpointTest {

    private static final byte[] SHORT_LINE = HexFormat.of().parseHex("0205" + "00010002" + "00030004");

    private EmbeddedServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void everybodySeesALineInItsDrawersColour(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        try (TestClient ada = enter("harbour")) {
            byte[] adasColour = colour(ada.binary());
            assertThat(ada.binary()).as("history").isEmpty();
            assertThat(ada.binary()).as("people").containsExactly(Tag.PEOPLE, 0, 1);
            // Only now: a client is connected before its onOpen has run.
            try (TestClient bob = enter("harbour")) {
                byte[] bobsColour = colour(bob.binary());
                assertThat(adasColour).isNotEqualTo(bobsColour);
                assertThat(bob.binary()).as("history").isEmpty();
                assertThat(bob.binary()).as("people").containsExactly(Tag.PEOPLE, 0, 2);
                assertThat(ada.binary()).as("people").containsExactly(Tag.PEOPLE, 0, 2);

                ada.send(SHORT_LINE);
                byte[] drawn = drawn(adasColour);
                assertThat(ada.binary()).isEqualTo(drawn);
                assertThat(bob.binary()).isEqualTo(drawn);

                bob.send(Tag.CLEAR);
                assertThat(ada.binary()).containsExactly(Tag.CLEAR);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void newcomersSeeWhatWasDrawnSinceTheBoardWasWiped(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        byte[] colour;
        try (TestClient ada = enter("harbour")) {
            colour = colour(ada.binary());
            ada.binary();
            ada.binary();
            ada.send(SHORT_LINE).send(Tag.CLEAR).send(SHORT_LINE).send(SHORT_LINE);
            for (int i = 0; i < 4; i++) {
                ada.binary();
            }
        }
        try (TestClient bob = enter("harbour")) {
            bob.binary();
            assertThat(bob.binary()).isEqualTo(twice(drawn(colour)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void historyIsBounded(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        byte[] longLine = ByteBuffer.allocate(2 + Line.MAX_POINTS * Line.POINT_BYTES).put(SHORT_LINE).array();
        int more = Board.MAX_HISTORY_POINTS / Line.MAX_POINTS + 3;
        try (TestClient ada = enter("harbour")) {
            for (int i = 0; i < 3; i++) {
                ada.binary();
            }
            for (int i = 0; i < more; i++) {
                ada.send(longLine);
                ada.binary();
            }
            assertThat(history("harbour")).hasSize(Board.MAX_HISTORY_POINTS / Line.MAX_POINTS * (5 + longLine.length));
        }
    }

    /**
     * What a newcomer is sent after the welcome. By our own client: that of the JDK (25.0.3) stops, once in a hundred times, in the midst
     * of a large message that comes right after the handshake's answer.
     */
    private byte[] history(String board) throws Exception {
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().preferredSubprotocols(List.of("board.v1")).build();
        try (WebSocketClient client = WebSocketClient.builder().limits(ProtocolLimits.DEFAULTS.withMaxMessageBytes(1 << 20)).build()) {
            client.connectToServer(new Endpoint() {
                @Override
                public void onOpen(Session session, EndpointConfig endpoint) {
                    session.addMessageHandler(byte[].class, received::add);
                }
            }, config, URI.create("ws://127.0.0.1:" + server.port() + "/board/" + board));
            received.poll(20, TimeUnit.SECONDS);
            return received.poll(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void pingComesBackAndWhatIsNoCommandCloses(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        try (TestClient ada = enter("harbour")) {
            for (int i = 0; i < 3; i++) {
                ada.binary();
            }
            byte[] ping = {Tag.PING, 1, 2, 3, 4, 5, 6, 7, 8};
            assertThat(ada.send(ping).binary()).isEqualTo(ping);
            assertThat(ada.send((byte) 99).closed()).isEqualTo(new TestClient.Closed(1008, "no command of this board"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void messageOverTheLimitClosesWith1009(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        try (TestClient ada = enter("harbour")) {
            for (int i = 0; i < 3; i++) {
                ada.binary();
            }
            assertThat(ada.send(new byte[4 * 1024 + 1]).closed().code()).isEqualTo(1009);
        }
    }

    private TestClient enter(String name) {
        return TestClient.connect(server.uri(), "/board/" + name);
    }

    private static byte[] colour(byte[] welcome) {
        assertThat(welcome).hasSize(4).startsWith(Tag.WELCOME);
        return Arrays.copyOfRange(welcome, 1, 4);
    }

    private static byte[] drawn(byte[] colour) {
        return ByteBuffer.allocate(5 + SHORT_LINE.length)
                .put(Tag.LINE).put(colour).put(SHORT_LINE[1]).putShort((short) 2)
                .put(SHORT_LINE, 2, SHORT_LINE.length - 2).array();
    }

    private static byte[] twice(byte[] bytes) {
        return ByteBuffer.allocate(2 * bytes.length).put(bytes).put(bytes).array();
    }
}
