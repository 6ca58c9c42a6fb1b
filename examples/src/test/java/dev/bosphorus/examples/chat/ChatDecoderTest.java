package dev.bosphorus.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.websocket.DecodeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatDecoderTest {

    private final ChatDecoder decoder = new ChatDecoder();

    @Test
    void sayAndPingAreDecoded() throws DecodeException {
        assertThat(decoder.decode("{\"type\":\"say\",\"text\":\"Merhaba\"}")).isEqualTo(new ChatCommand.Say("Merhaba"));
        assertThat(decoder.decode("{\"type\":\"ping\",\"at\":12.5}")).isEqualTo(new ChatCommand.Ping(12.5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hello                           | a message is one JSON object
            ["say"]                         | a message is one JSON object
            {"type":"say"                   | a message is one JSON object
            {}                              | a member is missing or of the wrong type
            {"type":7}                      | a member is missing or of the wrong type
            {"type":"say","text":7}         | a member is missing or of the wrong type
            {"type":"ping","at":"now"}      | a member is missing or of the wrong type
            {"type":"ping","at":1e999}      | at must be a finite number
            {"type":"shout","text":"hello"} | there is no message of type shout
            {"type":"say","text":" "}       | a message has 1 to 2000 characters
            """)
    void whatIsNoCommandIsADecodeExceptionThatSaysWhy(String text, String message) {
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> decoder.decode(text))
                .withMessage(message).satisfies(e -> assertThat(e.getText()).isEqualTo(text));
    }

    @Test
    void longestTextIsTakenAndOneMoreIsNot() throws DecodeException {
        String longest = "x".repeat(2_000);
        assertThat(decoder.decode(say(longest))).isEqualTo(new ChatCommand.Say(longest));
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> decoder.decode(say(longest + 'x')));
    }

    private static String say(String text) {
        return "{\"type\":\"say\",\"text\":\"" + text + "\"}";
    }
}
