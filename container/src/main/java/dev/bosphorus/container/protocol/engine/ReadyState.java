package dev.bosphorus.container.protocol.engine;

/** Where a connection stands in the closing handshake (RFC 6455, 7.1). */
public enum ReadyState {
    /** Messages go both ways. */
    OPEN,
    /** We sent Close and wait for the peer's; what still arrives is read. */
    CLOSING,
    /** Over for the engine: nothing is read or sent any more, what is queued still leaves. */
    CLOSED;

    public boolean canSend() {
        return this == OPEN;
    }

    public boolean canReceive() {
        return this != CLOSED;
    }
}
