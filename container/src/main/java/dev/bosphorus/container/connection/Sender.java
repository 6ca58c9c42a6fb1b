package dev.bosphorus.container.connection;

/**
 * Who sends a message in parts. Nothing in the Jakarta API says which message a part belongs to, so it belongs to the one that its
 * sender has begun: a thread, or the callbacks of one connection, which come on one thread now and on another then.
 */
public final class Sender {

    /** Set while a thread runs the callbacks of a connection and is not known by itself to do just that. */
    private static final ThreadLocal<Object> CALLBACKS = new ThreadLocal<>();

    private Sender() {
    }

    /** Who sends what is sent now. */
    public static Object current() {
        Object callbacks = CALLBACKS.get();
        return callbacks != null ? callbacks : Thread.currentThread();
    }

    /**
     * Whether a sender goes on with the message that was begun by that one: with its own, and with that of a thread that is no
     * more, which nobody else could end.
     */
    public static boolean goesOn(Object sender, Object beginner) {
        return sender == beginner || beginner instanceof Thread thread && !thread.isAlive() && isSender(sender);
    }

    /** Streams are the owners of their messages, too, but no senders. */
    private static boolean isSender(Object owner) {
        return owner instanceof Thread || owner instanceof InboundPump;
    }

    /** From now on, this thread runs the callbacks of a connection. */
    static void enter(Object callbacks) {
        if (callbacks != Thread.currentThread()) {
            CALLBACKS.set(callbacks);
        }
    }

    /** It runs them no longer. */
    static void leave(Object callbacks) {
        if (callbacks != Thread.currentThread()) {
            // Not removed: the thread is a worker, and the next callback would have to make the entry anew.
            CALLBACKS.set(null);
        }
    }
}
