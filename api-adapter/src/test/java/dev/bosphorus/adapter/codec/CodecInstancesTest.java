package dev.bosphorus.adapter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.codec.EncoderSet.EncoderModel;
import dev.bosphorus.adapter.config.InstanceFactory;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CodecInstancesTest {

    /** Notes what happens to it. */
    static class Codec implements Decoder.Text<String>, Encoder.Text<String> {
        final List<Object> life = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void init(EndpointConfig config) {
            life.add(config);
        }

        @Override
        public void destroy() {
            life.add("destroyed");
        }

        @Override
        public String decode(String text) {
            return text;
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public String encode(String text) {
            return text;
        }
    }

    private static final DecoderModel DECODER = new DecoderModel(Codec.class, DecoderSet.Form.TEXT, String.class);
    private static final EncoderModel ENCODER = new EncoderModel(Codec.class, EncoderSet.Form.TEXT, String.class);

    private final EndpointConfig config = ClientEndpointConfig.Builder.create().build();
    private final List<Codec> made = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger closed = new AtomicInteger();
    private Supplier<Codec> maker = Codec::new;
    private final CodecInstances instances = new CodecInstances(config, new InstanceFactory() {
        @Override
        public <T> Managed<T> create(Class<T> type) {
            Codec codec = maker.get();
            made.add(codec);
            return new Managed<>() {
                @Override
                public T instance() {
                    return type.cast(codec);
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }
    });

    @Test
    void nothingIsMadeBeforeItIsUsed() {
        instances.close();

        assertThat(made).isEmpty();
    }

    @Test
    void codecIsMadeAndInitialisedOnFirstUseAndKept() {
        Decoder first = instances.decoder(DECODER);

        assertThat(instances.decoder(DECODER)).isSameAs(first);
        assertThat(instances.decoder(new DecoderModel(Codec.class, DecoderSet.Form.BINARY, Integer.class))).isSameAs(first);
        assertThat(made).hasSize(1);
        assertThat(made.get(0).life).containsExactly(config);
    }

    @Test
    void classInBothRolesHasAnInstanceForEachInitialisedAndDestroyedOnce() {
        assertThat(instances.encoder(ENCODER)).isNotSameAs(instances.decoder(DECODER));
        instances.close();
        instances.close();

        assertThat(made).hasSize(2).allSatisfy(codec -> assertThat(codec.life).containsExactly(config, "destroyed"));
        assertThat(closed).hasValue(2);
    }

    @Test
    void twoSessionsShareNoCodec() {
        List<Codec> others = new ArrayList<>();
        CodecInstances other = new CodecInstances(config, new InstanceFactory() {
            @Override
            public <T> Managed<T> create(Class<T> type) {
                Codec codec = new Codec();
                others.add(codec);
                return new Managed<>() {
                    @Override
                    public T instance() {
                        return type.cast(codec);
                    }

                    @Override
                    public void close() {
                        throw new AssertionError("not ended");
                    }
                };
            }
        });

        assertThat(other.decoder(DECODER)).isNotSameAs(instances.decoder(DECODER));
        assertThat(others).hasSize(1);
    }

    @Test
    void builtInCodecsAreSharedAndNotAskedOfTheFactory() {
        DecoderModel integer = BuiltInCodecs.decoderFor(int.class).orElseThrow();

        assertThat(instances.decoder(integer)).isSameAs(BuiltInCodecs.instance(integer));
        assertThat(instances.encoder(BuiltInCodecs.encoderFor(int.class).orElseThrow())).isNotNull();
        assertThat(made).isEmpty();
    }

    @Test
    void afterTheEndThereAreNone() {
        instances.decoder(DECODER);
        instances.close();

        assertThatThrownBy(() -> instances.decoder(DECODER))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("ended");
        assertThatThrownBy(() -> instances.encoder(ENCODER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatDestroyThrowsStopsNothing() {
        maker = () -> new Codec() {
            @Override
            public void destroy() {
                super.destroy();
                throw new IllegalStateException("from destroy, to be logged");
            }
        };
        instances.decoder(DECODER);
        instances.encoder(ENCODER);
        instances.close();

        assertThat(made).allSatisfy(codec -> assertThat(codec.life).contains("destroyed"));
        assertThat(closed).hasValue(2);
    }

    @Test
    void whatInitThrowsReachesTheCallerAndTheNextUseTriesAgain() {
        maker = () -> new Codec() {
            @Override
            public void init(EndpointConfig given) {
                throw new UnsupportedOperationException("not yet");
            }
        };
        assertThatThrownBy(() -> instances.decoder(DECODER)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(closed).hasValue(1);
        maker = Codec::new;

        assertThat(instances.decoder(DECODER)).isSameAs(made.get(1));
        instances.close();
        assertThat(made.get(0).life).isEmpty();
    }

    @Test
    void failureOfTheFactoryNamesTheReason() {
        CodecInstances none = new CodecInstances(config, new InstanceFactory() {
            @Override
            public <T> Managed<T> create(Class<T> type) throws InstantiationException {
                throw new InstantiationException(type.getName() + " cannot be instantiated");
            }
        });

        assertThatThrownBy(() -> none.encoder(ENCODER)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Codec.class.getName()).hasCauseInstanceOf(InstantiationException.class);
    }

    @Test
    void threadsThatAskTogetherGetOneInstance() throws Exception {
        int threads = 8;
        CountDownLatch start = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Set<Decoder> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            List<Future<Decoder>> asked = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                asked.add(pool.submit(() -> {
                    start.countDown();
                    start.await();
                    return instances.decoder(DECODER);
                }));
            }
            for (Future<Decoder> answer : asked) {
                seen.add(answer.get());
            }
        } finally {
            pool.shutdown();
        }

        assertThat(seen).hasSize(1);
        assertThat(made).singleElement().satisfies(codec -> assertThat(codec.life).containsExactly(config));
    }
}
