package example.cdi;

import jakarta.inject.Inject;
import jakarta.websocket.Decoder;

/** What a message is decoded to. */
public record Word(String text) {

    /** No bean, but injected all the same. */
    public static class Reader implements Decoder.Text<Word> {

        @Inject
        private Words words;

        @Override
        public Word decode(String text) {
            return words.of(text);
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }
}
