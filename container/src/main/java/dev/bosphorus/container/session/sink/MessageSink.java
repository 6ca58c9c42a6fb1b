package dev.bosphorus.container.session.sink;

import java.nio.ByteBuffer;

/** Takes the parts of one kind of message and makes of them what the application asked for. One thread at a time. */
@FunctionalInterface
public interface MessageSink {

    /** Reads messages and drops them: nobody asked for that kind. */
    MessageSink NONE = (part, last) -> { };

    /** @param part valid until this returns; text as UTF-8 whose code points may be cut in two between parts */
    void accept(ByteBuffer part, boolean last);

    /** A text message that came in one part, in place of {@link #accept(ByteBuffer, boolean)}. */
    default void accept(String text) {
        // Of interest to sinks of text.
    }

    /** The part that comes next will be followed by so many bytes of its message, if the peer keeps its word. */
    default void expect(long ahead) {
        // Of interest where messages are gathered.
    }
}
