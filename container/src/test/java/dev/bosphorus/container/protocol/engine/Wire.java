package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Frames by hand, and engines to feed them to. Knows nothing of the code under test's own writing side. */
final class Wire {

    static final int FIN = 0x80;
    static final int RSV1 = 0x40;
    static final int CONT = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    /** The key that this side uses for clients. */
    static final int KEY = 0x37fa213d;

    private Wire() {
    }

    static WebSocketEngine engine(Role role, ProtocolLimits limits, Extension... extensions) {
        EngineResources.Scratch scratch = new EngineResources.Scratch() {
            @Override
            public ByteBuffer take() {
                return ByteBuffer.allocate(1024);
            }

            @Override
            public void give(ByteBuffer buffer) {
                buffer.clear();
            }
        };
        return new WebSocketEngine(role, limits, List.of(extensions), new EngineResources(() -> KEY, scratch));
    }

    static WebSocketEngine engine(Role role) {
        return engine(role, ProtocolLimits.DEFAULTS);
    }

    /** A frame as the peer of {@code receiver} sends it. */
    static byte[] frame(Role receiver, int firstByte, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean masked = receiver == Role.SERVER;
        int mask = masked ? 0x80 : 0;
        out.write(firstByte);
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else if (payload.length < 65536) {
            out.write(mask | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(mask | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        if (masked) {
            byte[] key = ByteBuffer.allocate(4).putInt(KEY).array();
            out.writeBytes(key);
            for (int i = 0; i < payload.length; i++) {
                out.write(payload[i] ^ key[i % 4]);
            }
        } else {
            out.writeBytes(payload);
        }
        return out.toByteArray();
    }

    static byte[] frame(Role receiver, int firstByte, String payload) {
        return frame(receiver, firstByte, payload.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] close(Role receiver, int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return frame(receiver, FIN | CLOSE, ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
    }

    /** The payload of a single frame of either side, up to 65,535 bytes. */
    static byte[] payload(byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame).position(1);
        int second = in.get();
        int length = second & 0x7F;
        byte[] payload = new byte[length == 126 ? in.getShort() & 0xFFFF : length];
        byte[] key = new byte[4];
        if ((second & 0x80) != 0) {
            in.get(key);
        }
        in.get(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= key[i % 4];
        }
        return payload;
    }

    static byte[] bytes(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    /** Feeds bytes in pieces of at most {@code chunk}, and returns what came of them in a form that can be compared. */
    static List<String> feed(WebSocketEngine engine, byte[] bytes, int chunk) {
        List<String> events = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += chunk) {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + chunk));
            engine.receive(ByteBuffer.wrap(piece), 0);
            drain(engine, events);
        }
        return events;
    }

    static List<String> feed(WebSocketEngine engine, byte[]... pieces) {
        return feed(engine, bytes(pieces), Integer.MAX_VALUE >> 1);
    }

    static void drain(WebSocketEngine engine, List<String> events) {
        for (Event event = engine.poll(); event != null; event = engine.poll()) {
            events.add(describe(event));
        }
    }

    static String describe(Event event) {
        if (event instanceof Event.Text text) {
            return "text " + utf8(text.part()) + (text.last() ? "." : "+");
        } else if (event instanceof Event.Binary binary) {
            return "binary " + hex(binary.part()) + (binary.last() ? "." : "+");
        } else if (event instanceof Event.Ping ping) {
            return "ping " + utf8(ping.payload());
        } else if (event instanceof Event.Pong pong) {
            return "pong " + utf8(pong.payload());
        }
        Event.Closed closed = (Event.Closed) event;
        return "closed " + closed.status().code() + (closed.clean() ? " clean" : "")
                + (closed.failure() == null ? "" : " failed");
    }

    /** Everything the engine has to send, as bytes. */
    static byte[] output(WebSocketEngine engine) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        for (OutboundFrame frame = engine.takeOutput(); frame != null; frame = engine.takeOutput()) {
            boolean done;
            do {
                buffer.clear();
                done = frame.drainTo(buffer);
                out.write(buffer.array(), 0, buffer.position());
            } while (!done);
        }
        return out.toByteArray();
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String hex(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return hex(bytes);
    }

    private static String utf8(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
