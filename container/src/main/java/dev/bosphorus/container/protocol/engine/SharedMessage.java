package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.extension.PayloadTransform;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A message for many connections: its payload is there once, and once for each way in which extensions change it. Safe from any
 * thread.
 */
public final class SharedMessage {

    /** The payload as one frame carries it. */
    record Encoded(int rsv, ByteBuffer payload) {
    }

    /** An extension's name, and what its outcome depends on. */
    private record Key(String name, Object key) {
    }

    private final boolean text;
    private final ByteBuffer payload;
    private final Map<Key, Encoded> encoded = new ConcurrentHashMap<>();

    /** @param payload not changed by anybody any more; of a text, valid UTF-8 */
    public SharedMessage(boolean text, ByteBuffer payload) {
        this.text = text;
        this.payload = payload.asReadOnlyBuffer();
    }

    public boolean isText() {
        return text;
    }

    /** The payload before extensions; a view of its own with each call. */
    public ByteBuffer payload() {
        return payload.duplicate();
    }

    /**
     * What goes out on a connection with these extensions, where messages of others look the same.
     *
     * @return {@code null} where every connection has to make its own
     */
    Encoded encodedFor(List<Extension> extensions, EngineResources resources) throws ProtocolException {
        if (extensions.isEmpty()) {
            return new Encoded(0, payload());
        }
        Extension extension = extensions.get(0);
        Object fresh = extensions.size() > 1 ? null : extension.freshKey();
        if (fresh == null) {
            return null;
        }
        Key key = new Key(extension.agreed().name(), fresh);
        Encoded known = encoded.get(key);
        if (known == null) {
            known = encode(extension, resources);
            encoded.put(key, known);
        }
        return new Encoded(known.rsv(), known.payload().duplicate());
    }

    private Encoded encode(Extension extension, EngineResources resources) throws ProtocolException {
        PayloadTransform.Outbound transform = extension.openOutbound();
        try {
            int rsv = transform.begin(payload.remaining(), true);
            if (rsv == 0) {
                return new Encoded(0, payload());
            }
            TransformChain chain = new TransformChain(1, resources.scratch());
            chain.add(transform);
            return new Encoded(rsv, OutboundHalf.transformed(chain, payload(), true, resources).asReadOnlyBuffer());
        } finally {
            transform.release();
        }
    }
}
