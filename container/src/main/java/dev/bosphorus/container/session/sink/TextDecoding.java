package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.codec.DecoderSet.Form;
import dev.bosphorus.adapter.model.CallScope;
import dev.bosphorus.adapter.model.Callback;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/** Decodes text before the application is called, by the first decoder that is willing (Jakarta WebSocket 2.2, 4.1.3). */
record TextDecoding(List<DecoderModel> decoders, Recipient recipient, Callback callback) implements Callback {

    @Override
    public Object call(CallScope scope, Object payload, boolean last) throws Throwable {
        return callback.call(scope, decode((String) payload), last);
    }

    private Object decode(String text) throws DecodeException, IOException {
        for (DecoderModel model : decoders) {
            Decoder decoder = recipient.decoder(model);
            if (model.form() == Form.TEXT_STREAM) {
                return ((Decoder.TextStream<?>) decoder).decode(new StringReader(text));
            }
            Decoder.Text<?> candidate = (Decoder.Text<?>) decoder;
            if (candidate.willDecode(text)) {
                return candidate.decode(text);
            }
        }
        throw new DecodeException(text, "no decoder of the endpoint takes this text message");
    }
}
