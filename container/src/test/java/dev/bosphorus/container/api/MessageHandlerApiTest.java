package dev.bosphorus.container.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link MessageHandler} with each type it may have, on both sides of a connection. */
@ParameterizedClass
@MethodSource("dev.bosphorus.container.api.Deployed#kinds")
class MessageHandlerApiTest {

    private static final byte[] BYTES = {1, 2, 3};

    @Parameter
    TransportKind kind;

    @RegisterExtension
    final Deployed deployed = new Deployed(() -> kind, builder -> { });

    private static String read(Reader reader) {
        try {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer read(InputStream stream) {
        try {
            return ByteBuffer.wrap(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sendTextInParts(Side side) throws IOException {
        side.session().getBasicRemote().sendText("a", false);
        side.session().getBasicRemote().sendText("\u20ac", false);
        side.session().getBasicRemote().sendText("c", true);
    }

    private static void sendBytesInParts(Side side) throws IOException {
        side.session().getBasicRemote().sendBinary(ByteBuffer.wrap(BYTES, 0, 1), false);
        side.session().getBasicRemote().sendBinary(ByteBuffer.wrap(BYTES, 1, 2), true);
    }

    @Test
    void wholeTextComesAsAString() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            side.session().addMessageHandler(String.class, side::got);
            sendTextInParts(peer);
            assertThat(side.next()).isEqualTo("a\u20acc");
        });
    }

    @Test
    void wholeTextComesAsAReader() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            side.session().addMessageHandler(Reader.class, reader -> side.got(read(reader)));
            sendTextInParts(peer);
            assertThat(side.next()).isEqualTo("a\u20acc");
        });
    }

    @Test
    void wholeTextComesAsAPrimitive() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            side.session().addMessageHandler(Integer.class, side::got);
            peer.session().getBasicRemote().sendText("42");
            assertThat(side.next()).isEqualTo(42);
        });
    }

    @Test
    void wholeBytesComeAsAByteBuffer() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            side.session().addMessageHandler(ByteBuffer.class, side::got);
            sendBytesInParts(peer);
            assertThat(side.next()).isEqualTo(ByteBuffer.wrap(BYTES));
        });
    }

    @Test
    void wholeBytesComeAsAnArray() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            side.session().addMessageHandler(byte[].class, side::got);
            sendBytesInParts(peer);
            assertThat(side.next()).isEqualTo(BYTES);
        });
    }

    @Test
    void wholeBytesComeAsAStream() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            side.session().addMessageHandler(InputStream.class, stream -> side.got(read(stream)));
            sendBytesInParts(peer);
            assertThat(side.next()).isEqualTo(ByteBuffer.wrap(BYTES));
        });
    }

    @Test
    void pongsComeWithTheirData() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            side.session().addMessageHandler(PongMessage.class, pong -> side.got(pong.getApplicationData()));
            side.session().getBasicRemote().sendPing(ByteBuffer.wrap(BYTES));
            assertThat(side.next()).isEqualTo(ByteBuffer.wrap(BYTES));
        });
    }

    @Test
    void partsOfTextComeAsStringsWithTheLastMarked() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            StringBuilder text = new StringBuilder();
            side.session().addMessageHandler(String.class, (part, last) -> {
                text.append(part);
                if (last) {
                    side.got(text.toString());
                }
            });
            sendTextInParts(peer);
            assertThat(side.next()).isEqualTo("a\u20acc");
        });
    }

    @Test
    void partsOfBytesComeAsByteBuffersWithTheLastMarked() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            ByteBuffer bytes = ByteBuffer.allocate(3);
            side.session().addMessageHandler(ByteBuffer.class, (part, last) -> {
                bytes.put(part);
                if (last) {
                    side.got(bytes.flip());
                }
            });
            sendBytesInParts(peer);
            assertThat(side.next()).isEqualTo(ByteBuffer.wrap(BYTES));
        });
    }

    @Test
    void partsOfBytesComeAsArraysWithTheLastMarked() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            List<Byte> bytes = new ArrayList<>();
            side.session().addMessageHandler(byte[].class, (part, last) -> {
                for (byte one : part) {
                    bytes.add(one);
                }
                if (last) {
                    side.got(List.copyOf(bytes));
                }
            });
            sendBytesInParts(peer);
            assertThat(side.next()).isEqualTo(List.of((byte) 1, (byte) 2, (byte) 3));
        });
    }

    @Test
    void whatAHandlerThrowsReachesOnErrorAndTheNextMessageComes() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            side.session().addMessageHandler(String.class, text -> {
                side.got(text);
                throw new IllegalStateException(text);
            });
            peer.session().getBasicRemote().sendText("one");
            peer.session().getBasicRemote().sendText("two");
            assertThat(side.next()).isEqualTo("one");
            assertThat(side.next()).isEqualTo("two");
            assertThat(side.nextError()).isInstanceOf(IllegalStateException.class).hasMessage("one");
        });
    }
}
