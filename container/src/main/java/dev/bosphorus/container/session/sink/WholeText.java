package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.model.Callback;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Whole text messages as {@code String}. */
final class WholeText extends WholeMessage {

    WholeText(Recipient recipient, Callback callback) {
        super(recipient, callback);
    }

    @Override
    Object payload(ByteBuffer message) {
        return Bytes.text(message);
    }

    @Override
    Object payload(MessageBuffer gathered) {
        return new String(gathered.message(), StandardCharsets.UTF_8);
    }
}
