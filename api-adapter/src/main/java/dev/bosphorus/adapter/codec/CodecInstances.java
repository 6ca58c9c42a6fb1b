package dev.bosphorus.adapter.codec;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.codec.EncoderSet.EncoderModel;
import dev.bosphorus.adapter.config.InstanceFactory;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The encoders and decoders of one session: each created and initialised on first use, destroyed once at the end
 * (Jakarta WebSocket 2.2, section 3.3). Safe from any thread.
 */
public final class CodecInstances implements AutoCloseable {

    private static final Logger LOG = System.getLogger(CodecInstances.class.getName());

    private final EndpointConfig config;
    private final InstanceFactory factory;
    private final ReentrantLock lock = new ReentrantLock();
    /** By class; {@code null} until the first is needed. */
    private Map<Class<?>, InstanceFactory.Managed<?>> instances;
    private boolean closed;

    public CodecInstances(EndpointConfig config, InstanceFactory factory) {
        this.config = config;
        this.factory = factory;
    }

    /** @throws IllegalStateException where the class cannot be instantiated, or the session has ended */
    public Decoder decoder(DecoderModel model) {
        return (Decoder) instance(model.decoderClass());
    }

    /** @throws IllegalStateException where the class cannot be instantiated, or the session has ended */
    public Encoder encoder(EncoderModel model) {
        return (Encoder) instance(model.encoderClass());
    }

    private Object instance(Class<?> type) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the session has ended");
            }
            if (instances == null) {
                instances = new LinkedHashMap<>();
            }
            InstanceFactory.Managed<?> managed = instances.get(type);
            if (managed == null) {
                managed = create(type);
                instances.put(type, managed);
            }
            return managed.instance();
        } finally {
            lock.unlock();
        }
    }

    private InstanceFactory.Managed<?> create(Class<?> type) {
        try {
            InstanceFactory.Managed<?> managed = type.getEnclosingClass() == BuiltInCodecs.class
                    ? new BuiltIn(type.getDeclaredConstructor().newInstance()) : factory.create(type);
            if (managed.instance() instanceof Encoder encoder) {
                encoder.init(config);
            }
            if (managed.instance() instanceof Decoder decoder) {
                decoder.init(config);
            }
            return managed;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " cannot be instantiated: " + e.getMessage(), e);
        }
    }

    private record BuiltIn(Object instance) implements InstanceFactory.Managed<Object> {
        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** Destroys what was created; what {@code destroy} throws is logged and stops nothing. */
    @Override
    public void close() {
        Map<Class<?>, InstanceFactory.Managed<?>> ended;
        lock.lock();
        try {
            closed = true;
            ended = instances;
            instances = null;
        } finally {
            lock.unlock();
        }
        if (ended != null) {
            ended.values().forEach(CodecInstances::destroy);
        }
    }

    private static void destroy(InstanceFactory.Managed<?> managed) {
        try {
            if (managed.instance() instanceof Encoder encoder) {
                encoder.destroy();
            }
            if (managed.instance() instanceof Decoder decoder) {
                decoder.destroy();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "destroying " + managed.instance().getClass().getName() + " failed", e);
        }
        managed.close();
    }
}
