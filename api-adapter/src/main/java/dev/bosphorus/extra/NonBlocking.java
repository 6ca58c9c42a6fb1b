package dev.bosphorus.extra;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Promises that no callback of the endpoint blocks, nor its constructor, nor its configurator: no I/O, no locks held for long, no
 * waiting.
 *
 * <p>On the event-loop transport such an endpoint is called right on the I/O thread, which saves the hand-over to a
 * worker and back. A callback that blocks nevertheless holds up every connection of that thread. Sends never wait on
 * the I/O thread: where they would have to, they fail with an {@link java.io.IOException}. On the virtual-thread
 * transport every connection has a thread of its own, so that the annotation changes nothing there but what follows.
 *
 * <p>A {@link java.nio.ByteBuffer} with a whole message is lent to a callback until it returns, not copied for it: the Javadoc of
 * {@link jakarta.websocket.MessageHandler} allows that. It may be a direct one, without an array, and is empty afterwards. Sending
 * it, even asynchronously, is fine.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface NonBlocking {
}
