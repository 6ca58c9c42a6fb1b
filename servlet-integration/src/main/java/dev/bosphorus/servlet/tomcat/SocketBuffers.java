package dev.bosphorus.servlet.tomcat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * The two buffers, of 8 KiB each by default, that Tomcat keeps for every connection: one that has been taken over has no use for
 * them, and they would be most of what it costs. Tomcat may use them again for its next connection, so it has to get them back.
 *
 * @param handler    Tomcat's holder of the buffers; {@code null} where they have been left alone
 * @param readBytes  the sizes that they had
 * @param writeBytes the sizes that they had
 */
record SocketBuffers(SocketBufferHandler handler, int readBytes, int writeBytes) {

    private static final VarHandle READ = field("readBuffer");
    private static final VarHandle WRITE = field("writeBuffer");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** @return {@code null} where this Tomcat has no such field, or it is not for us */
    private static VarHandle field(String name) {
        try {
            return MethodHandles.privateLookupIn(SocketBufferHandler.class, MethodHandles.lookup())
                    .findVarHandle(SocketBufferHandler.class, name, ByteBuffer.class);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Takes the buffers away, where they are empty and on the heap. To be called when nobody uses them. */
    static SocketBuffers takeFrom(SocketBufferHandler handler) {
        boolean possible = READ != null && WRITE != null && handler.isReadBufferEmpty() && handler.isWriteBufferEmpty()
                && !handler.getReadBuffer().isDirect();
        if (!possible) {
            return new SocketBuffers(null, 0, 0);
        }
        SocketBuffers taken = new SocketBuffers(handler, handler.getReadBuffer().capacity(), handler.getWriteBuffer().capacity());
        READ.setVolatile(handler, NOTHING);
        WRITE.setVolatile(handler, NOTHING);
        return taken;
    }

    /** Gives Tomcat such buffers again. To be called before the connection is closed. */
    void giveBack() {
        if (handler != null) {
            READ.setVolatile(handler, ByteBuffer.allocate(readBytes));
            WRITE.setVolatile(handler, ByteBuffer.allocate(writeBytes));
        }
    }
}
