package dev.bosphorus.container.protocol.extension;

/**
 * An extension as agreed for one connection (RFC 6455, section 9). Immutable but for the transforms it opens.
 */
public interface Extension {

    /** RSV1 of a frame's first byte, as in {@link #reservedBits()}. */
    int RSV1 = 0x40;
    /** RSV2 of a frame's first byte. */
    int RSV2 = 0x20;
    /** RSV3 of a frame's first byte. */
    int RSV3 = 0x10;

    /** Name and parameters as agreed: what the server's {@code Sec-WebSocket-Extensions} says. */
    ExtensionHeader agreed();

    /** The bits this extension may set on the first frame of a message. Two extensions of one connection share none. */
    int reservedBits();

    /**
     * What a message looks like that begins afresh, without reference to the messages before it: for all extensions of one name
     * and one key it looks the same. {@code null} where a message cannot begin afresh between others.
     */
    default Object freshKey() {
        return null;
    }

    /** The transform for messages received; called once per connection, when the first message begins. */
    PayloadTransform.Inbound openInbound();

    /** The transform for messages sent; called once per connection, when the first message begins. */
    PayloadTransform.Outbound openOutbound();
}
