package dev.bosphorus.adapter.model;

/** One callback of the application, with its arguments already worked out. Stateless; safe from any thread. */
@FunctionalInterface
public interface Callback {

    /**
     * Calls the application.
     *
     * @param scope   whom to call, and on behalf of which session
     * @param payload the message, {@code EndpointConfig}, {@code CloseReason} or {@code Throwable}
     * @param last    whether a partial message ends here; {@code true} for everything else
     * @return what the method returned, to be sent to the peer; {@code null} where it returns nothing
     * @throws jakarta.websocket.DecodeException where a path parameter does not fit the type of the argument
     * @throws Throwable                         whatever the application throws, as it is
     */
    Object call(CallScope scope, Object payload, boolean last) throws Throwable;
}
