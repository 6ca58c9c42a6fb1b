package dev.bosphorus.container.protocol.engine;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;

/** Scratch buffers that are counted, and overwritten when they are given back, so that late readers show. */
final class LentBuffers implements EngineResources.Scratch {

    private final ArrayDeque<ByteBuffer> idle = new ArrayDeque<>();
    private final int capacity;
    private int lent;

    LentBuffers(int capacity) {
        this.capacity = capacity;
    }

    int lent() {
        return lent;
    }

    @Override
    public ByteBuffer take() {
        lent++;
        return idle.isEmpty() ? ByteBuffer.allocate(capacity) : idle.pop().clear();
    }

    @Override
    public void give(ByteBuffer buffer) {
        lent--;
        Arrays.fill(buffer.array(), (byte) 0xEE);
        idle.push(buffer);
    }
}
