package dev.bosphorus.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WebSockets that are streams of an HTTP/2 connection (RFC 8441), in Jetty 12.1. */
class JettyHttp2Test {

    /** One stream, as its client sees it. */
    private static final class Channel implements Stream.Listener {
        final BlockingQueue<MetaData.Response> answers = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> bytes = new LinkedBlockingQueue<>();
        private Stream stream;

        @Override
        public void onHeaders(Stream own, HeadersFrame frame) {
            answers.add((MetaData.Response) frame.getMetaData());
            own.demand();
        }

        @Override
        public void onDataAvailable(Stream own) {
            Stream.Data data = own.readData();
            if (data == null) {
                own.demand();
                return;
            }
            ByteBuffer received = data.frame().getByteBuffer();
            while (received.hasRemaining()) {
                bytes.add(received.get() & 0xFF);
            }
            boolean last = data.frame().isEndStream();
            data.release();
            if (last) {
                bytes.add(-1);
            } else {
                own.demand();
            }
        }

        @Override
        public void onReset(Stream own, ResetFrame frame, Callback callback) {
            bytes.add(-1);
            callback.succeeded();
        }

        MetaData.Response answer() throws InterruptedException {
            return answers.poll(20, TimeUnit.SECONDS);
        }

        /** The payload of the next frame, which has to have that first byte. */
        String frame(int firstByte) throws InterruptedException {
            assertThat(next()).isEqualTo(firstByte);
            int length = next();
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            for (int i = 0; i < length; i++) {
                payload.write(next());
            }
            return payload.toString(StandardCharsets.UTF_8);
        }

        Integer next() throws InterruptedException {
            return bytes.poll(20, TimeUnit.SECONDS);
        }

        void send(int firstByte, byte[] payload) throws Exception {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(new byte[] {(byte) firstByte, (byte) (0x80 | payload.length), 0, 0, 0, 0});
            frame.write(payload);
            stream.data(new DataFrame(stream.getId(), ByteBuffer.wrap(frame.toByteArray()), false)).get(20, TimeUnit.SECONDS);
        }

        void text(String text) throws Exception {
            send(0x81, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final Server server = new Server();
    private final HTTP2Client client = new HTTP2Client();
    private int port;
    private Session session;

    @BeforeEach
    void start() throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration),
                new HTTP2CServerConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/app", ServletContextHandler.SESSIONS);
        context.addServletContainerInitializer(new WebSocketInitializer(),
                TestEndpoints.ALL.toArray(Class<?>[]::new));
        context.addServlet(new Upgrading(), "/servlet");
        server.setHandler(context);
        server.start();
        port = connector.getLocalPort();
        client.start();
        session = client.connect(new InetSocketAddress("127.0.0.1", port), new Session.Listener() { }).get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        client.stop();
        server.stop();
    }

    private Channel open(MetaData.Request request, boolean endOfStream) throws Exception {
        Channel channel = new Channel();
        channel.stream = session.newStream(new HeadersFrame(request, null, endOfStream), channel).get(20, TimeUnit.SECONDS);
        return channel;
    }

    private Channel connect(String path, String protocol, HttpFields fields) throws Exception {
        return open(new MetaData.ConnectRequest(HttpScheme.HTTP, new org.eclipse.jetty.http.HostPortHttpField("127.0.0.1:" + port),
                path, fields, protocol), false);
    }

    private static HttpFields version13() {
        return HttpFields.build().add("Sec-WebSocket-Version", "13");
    }

    @Test
    void anExtendedConnectOpensAWebSocketWith200() throws Exception {
        Channel channel = connect("/app/echo", "websocket", version13());
        MetaData.Response answer = channel.answer();
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHttpFields().get("Sec-WebSocket-Accept")).isNull();
        assertThat(answer.getHttpFields().get("Upgrade")).isNull();
        channel.text("hello");
        assertThat(channel.frame(0x81)).isEqualTo("hello");
    }

    @Test
    void theRequestIsKnownToTheEndpoint() throws Exception {
        Channel channel = connect("/app/who/me?a=b", "websocket", version13());
        assertThat(channel.answer().getStatus()).isEqualTo(200);
        channel.text("?");
        assertThat(channel.frame(0x81)).isEqualTo("me /app/who/me a=b nobody false false");
    }

    @Test
    void extensionsAreAgreedAsOverHttp1() throws Exception {
        Channel channel = connect("/app/echo", "websocket",
                HttpFields.build(version13()).add("Sec-WebSocket-Extensions", "permessage-deflate"));
        assertThat(channel.answer().getHttpFields().get("Sec-WebSocket-Extensions")).isEqualTo("permessage-deflate");
    }

    @Test
    void severalWebSocketsAndRequestsShareOneConnection() throws Exception {
        Channel one = connect("/app/echo", "websocket", version13());
        Channel two = connect("/app/echo", "websocket", version13());
        assertThat(one.answer().getStatus()).isEqualTo(200);
        assertThat(two.answer().getStatus()).isEqualTo(200);
        for (int i = 0; i < 50; i++) {
            one.text("one " + i);
            two.text("two " + i);
            assertThat(one.frame(0x81)).isEqualTo("one " + i);
            assertThat(two.frame(0x81)).isEqualTo("two " + i);
        }
        Channel plain = open(new MetaData.Request("GET", HttpURI.from("http://127.0.0.1:" + port + "/app/servlet"),
                HttpVersion.HTTP_2, HttpFields.EMPTY), true);
        assertThat(plain.answer().getStatus()).isEqualTo(200);
        one.text("still there");
        assertThat(one.frame(0x81)).isEqualTo("still there");
    }

    /** RFC 8441, 5: the end of a TCP connection is that of the stream. */
    @Test
    void theClosingHandshakeEndsTheStreamAndNoOther() throws Exception {
        Channel closing = connect("/app/echo", "websocket", version13());
        Channel other = connect("/app/echo", "websocket", version13());
        assertThat(closing.answer().getStatus()).isEqualTo(200);
        assertThat(other.answer().getStatus()).isEqualTo(200);
        closing.send(0x88, new byte[] {0x03, (byte) 0xE8});
        assertThat(closing.frame(0x88)).hasSize(2);
        assertThat(closing.next()).isEqualTo(-1);
        other.text("still there");
        assertThat(other.frame(0x81)).isEqualTo("still there");
    }

    @Test
    void anotherVersionIsRefusedWith426() throws Exception {
        Channel channel = connect("/app/echo", "websocket", HttpFields.build().add("Sec-WebSocket-Version", "8"));
        assertThat(channel.answer().getStatus()).isEqualTo(426);
    }

    @Test
    void anotherProtocolIsNoneOfOurs() throws Exception {
        Channel channel = connect("/app/echo", "other", HttpFields.EMPTY);
        assertThat(channel.answer().getStatus()).isNotEqualTo(200);
    }
}
