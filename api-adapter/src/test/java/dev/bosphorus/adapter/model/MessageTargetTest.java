package dev.bosphorus.adapter.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.codec.DecoderSet.Form;
import dev.bosphorus.adapter.model.MessageTarget.Kind;
import dev.bosphorus.adapter.model.MessageTarget.Plain;
import jakarta.websocket.Decoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTargetTest {

    private static final Callback CALLBACK = (scope, payload, last) -> payload;

    @ParameterizedTest
    @CsvSource({"STRING,TEXT", "READER,TEXT", "BYTE_ARRAY,BINARY", "BYTE_BUFFER,BINARY", "INPUT_STREAM,BINARY"})
    void wholeMessagesHaveTheKindOfTheirShape(Plain shape, Kind kind) {
        assertThat(new MessageTarget.Whole(shape, CALLBACK, -1).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"STRING,TEXT", "BYTE_ARRAY,BINARY", "BYTE_BUFFER,BINARY"})
    void partsHaveTheKindOfTheirShape(Plain shape, Kind kind) {
        assertThat(new MessageTarget.Partial(shape, CALLBACK, -1).kind()).isEqualTo(kind);
    }

    @Test
    void pongsAreAKindOfTheirOwnWithoutALimit() {
        assertThat(new MessageTarget.Pong(CALLBACK).kind()).isEqualTo(Kind.PONG);
        assertThat(new MessageTarget.Pong(CALLBACK).maxMessageSize()).isEqualTo(-1);
    }

    @Test
    void decodersOfATargetDoNotChange() {
        List<DecoderModel> decoders = new ArrayList<>();
        MessageTarget.Decoded target = new MessageTarget.Decoded(Kind.TEXT, Integer.class, decoders, CALLBACK, 5);
        decoders.add(new DecoderModel(Decoder.class, Form.TEXT, Integer.class));

        assertThat(target.decoders()).isEmpty();
    }
}
