package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.codec.DecoderSet.Form;
import dev.bosphorus.adapter.model.CallScope;
import dev.bosphorus.adapter.model.Callback;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Decodes binary messages before the application is called, by the first decoder that is willing (Jakarta WebSocket 2.2,
 * 4.1.3). Each gets a buffer of its own over one array: offset 0, exact length.
 */
record BinaryDecoding(List<DecoderModel> decoders, Recipient recipient, Callback callback) implements Callback {

    @Override
    public Object call(CallScope scope, Object payload, boolean last) throws Throwable {
        return callback.call(scope, decode((byte[]) payload), last);
    }

    private Object decode(byte[] message) throws DecodeException, IOException {
        for (DecoderModel model : decoders) {
            Decoder decoder = recipient.decoder(model);
            if (model.form() == Form.BINARY_STREAM) {
                return ((Decoder.BinaryStream<?>) decoder).decode(new ByteArrayInputStream(message));
            }
            Decoder.Binary<?> candidate = (Decoder.Binary<?>) decoder;
            if (candidate.willDecode(ByteBuffer.wrap(message))) {
                return candidate.decode(ByteBuffer.wrap(message));
            }
        }
        throw new DecodeException(ByteBuffer.wrap(message), "no decoder of the endpoint takes this binary message");
    }
}
