package dev.bosphorus.tck.wire.peer;

/**
 * A message of the subject.
 *
 * @param content    inflated, where it came compressed
 * @param wireLength how many bytes of payload it had
 * @param frames     in how many frames it came
 */
public record Message(int opcode, byte[] content, boolean compressed, int wireLength, int frames) implements Inbox.Item {
}
