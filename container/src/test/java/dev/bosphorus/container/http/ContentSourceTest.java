package dev.bosphorus.container.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bosphorus.container.http.StaticContent.Resource;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentSourceTest {

    private static Answer.Reply reply(String head, String file, long length) {
        ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        return new Answer.Reply(head.getBytes(StandardCharsets.UTF_8), new Resource(length, 0, () -> channel), false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9, 100})
    void headAndFileComeInPiecesOfAnySize(int size) throws IOException {
        StringBuilder seen = new StringBuilder();
        try (ContentSource source = ContentSource.of(reply("head:", "file", 4))) {
            assertThat(source.remaining()).isEqualTo(9);
            ByteBuffer piece = ByteBuffer.allocate(size);
            boolean done;
            do {
                done = source.drainTo(piece.clear());
                seen.append(StandardCharsets.UTF_8.decode(piece.flip()));
            } while (!done);
            assertThat(source.remaining()).isZero();
        }
        assertThat(seen).hasToString("head:file");
    }

    @Test
    void noMoreIsSentThanWasPromised() throws IOException {
        try (ContentSource source = ContentSource.of(reply("", "file that grows", 4))) {
            ByteBuffer out = ByteBuffer.allocate(100);
            assertThat(source.drainTo(out)).isTrue();
            assertThat(out.position()).isEqualTo(4);
        }
    }

    @Test
    void fileThatShrinksIsAnError() throws IOException {
        try (ContentSource source = ContentSource.of(reply("", "file", 5))) {
            assertThatThrownBy(() -> source.drainTo(ByteBuffer.allocate(100))).hasCauseInstanceOf(EOFException.class);
        }
    }

    @Test
    void closeClosesTheFile() throws IOException {
        Answer.Reply reply = reply("", "file", 4);
        ContentSource.of(reply).close();
        assertThat(reply.content().opener().open().isOpen()).isFalse();
    }
}
