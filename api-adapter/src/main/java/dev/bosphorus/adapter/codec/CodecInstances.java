package dev.bosphorus.adapter.codec;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.codec.EncoderSet.EncoderModel;
import dev.bosphorus.adapter.config.InstanceFactory;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;

/**
 * The encoders and decoders of one session: each created and initialised on first use, destroyed once at the end
 * (Jakarta WebSocket 2.2, section 3.3). Safe from any thread.
 */
public final class CodecInstances implements AutoCloseable {

    public CodecInstances(EndpointConfig config, InstanceFactory factory) {
        throw new AssertionError(config + " " + factory);
    }

    public Decoder decoder(DecoderModel model) {
        throw new AssertionError(model);
    }

    public Encoder encoder(EncoderModel model) {
        throw new AssertionError(model);
    }

    /** Destroys what was created; what {@code destroy} throws is logged and stops nothing. */
    @Override
    public void close() {
        throw new AssertionError();
    }
}
