package dev.bosphorus.adapter.codec;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.codec.EncoderSet.EncoderModel;
import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.config.InstanceFactory.Managed;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The encoders and decoders of one session: each created and initialised on first use, destroyed once at the end
 * (Jakarta WebSocket 2.2, sections 4.1.2 and 4.1.3). Safe from any thread; the instances are as safe as the application
 * made them.
 */
public final class CodecInstances implements AutoCloseable {

    private static final Logger LOG = System.getLogger(CodecInstances.class.getName());
    private static final Slot[] NONE_YET = {};
    private static final Slot[] ENDED = {};

    private final EndpointConfig config;
    private final InstanceFactory factory;

    /** Those used so far, few enough to search one by one; replaced under the lock on this object, read by any thread. */
    private volatile Slot[] slots = NONE_YET;

    public CodecInstances(EndpointConfig config, InstanceFactory factory) {
        this.config = config;
        this.factory = factory;
    }

    /** @throws IllegalStateException where the class cannot be instantiated, or the session has ended */
    public Decoder decoder(DecoderModel model) {
        Decoder shared = BuiltInCodecs.instance(model);
        return shared != null ? shared : (Decoder) slot(Decoder.class, model.decoderClass()).instance(config, factory);
    }

    /** @throws IllegalStateException where the class cannot be instantiated, or the session has ended */
    public Encoder encoder(EncoderModel model) {
        Encoder shared = BuiltInCodecs.instance(model);
        return shared != null ? shared : (Encoder) slot(Encoder.class, model.encoderClass()).instance(config, factory);
    }

    private Slot slot(Class<?> role, Class<?> type) {
        Slot found = find(role, type);
        return found != null ? found : add(role, type);
    }

    private Slot find(Class<?> role, Class<?> type) {
        for (Slot slot : slots) {
            if (slot.type == type && slot.role == role) {
                return slot;
            }
        }
        return null;
    }

    private synchronized Slot add(Class<?> role, Class<?> type) {
        if (slots == ENDED) {
            throw sessionEnded();
        }
        Slot slot = find(role, type);
        if (slot == null) {
            slot = new Slot(role, type);
            Slot[] longer = Arrays.copyOf(slots, slots.length + 1);
            longer[slots.length] = slot;
            slots = longer;
        }
        return slot;
    }

    private static IllegalStateException sessionEnded() {
        return new IllegalStateException("the session has ended, and its encoders and decoders with it");
    }

    /** Destroys what was created; what {@code destroy} throws is logged and stops nothing. */
    @Override
    public void close() {
        Slot[] ended;
        synchronized (this) {
            ended = slots;
            slots = ENDED;
        }
        for (Slot slot : ended) {
            slot.end();
        }
    }

    /** One codec of the session. The application's code runs under this lock only, which nothing but the codec is behind. */
    private static final class Slot {
        private final Class<?> role;
        private final Class<?> type;
        private final ReentrantLock lock = new ReentrantLock();

        /** Initialised and ready for use; written under the lock, read by any thread. */
        private volatile Object instance;
        /** What {@link #instance} came from; under the lock. */
        private Managed<?> managed;
        /** Under the lock. */
        private boolean ended;

        /** A class in both roles has an instance for each: it stands in two lists. */
        Slot(Class<?> role, Class<?> type) {
            this.role = role;
            this.type = type;
        }

        Object instance(EndpointConfig config, InstanceFactory factory) {
            Object ready = instance;
            return ready != null ? ready : create(config, factory);
        }

        private Object create(EndpointConfig config, InstanceFactory factory) {
            lock.lock();
            try {
                if (ended) {
                    throw sessionEnded();
                }
                if (instance == null) {
                    Managed<?> made = factory.create(type);
                    init(made, config);
                    managed = made;
                    instance = made.instance();
                }
                return instance;
            } catch (InstantiationException e) {
                throw new IllegalStateException(e.getMessage(), e);
            } finally {
                lock.unlock();
            }
        }

        private void init(Managed<?> made, EndpointConfig config) {
            boolean initialised = false;
            try {
                if (role == Decoder.class) {
                    ((Decoder) made.instance()).init(config);
                } else {
                    ((Encoder) made.instance()).init(config);
                }
                initialised = true;
            } finally {
                if (!initialised) {
                    made.close();
                }
            }
        }

        void end() {
            lock.lock();
            try {
                ended = true;
                if (managed != null) {
                    destroy();
                    managed.close();
                }
            } finally {
                lock.unlock();
            }
        }

        private void destroy() {
            try {
                if (role == Decoder.class) {
                    ((Decoder) instance).destroy();
                } else {
                    ((Encoder) instance).destroy();
                }
            } catch (RuntimeException | Error e) {
                LOG.log(Level.WARNING, () -> "destroying " + type.getName() + " failed", e);
            }
        }
    }
}
