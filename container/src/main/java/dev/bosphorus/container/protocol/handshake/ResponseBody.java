package dev.bosphorus.container.protocol.handshake;

import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Collects the body of a response for a person to read (RFC 9112, 6.3): by its length, in chunks, or up to the end of the
 * connection, and no more of it than is wanted. Linear in time; what is malformed ends the body. Not safe for threads.
 */
public final class ResponseBody {

    /** Where in a chunked body the next byte belongs (RFC 9112, 7.1). */
    private enum Place { SIZE, EXTENSION, DATA, AFTER_DATA }

    /** RFC 9112, 7.1.1: what comes with the size of a chunk is to be limited. */
    private static final int MAX_LINE_BYTES = 1024;

    private final int maxBytes;
    private final boolean chunked;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    /** Bytes of the body, or of the chunk, that are still to come. */
    private long left;
    private Place place = Place.SIZE;
    /** How many bytes the line has that surrounds the chunk. */
    private int lineBytes;
    private boolean complete;

    /** @param maxBytes how much is kept */
    public ResponseBody(ResponseHead answer, int maxBytes) {
        this.maxBytes = maxBytes;
        HeaderFields headers = answer.headers();
        this.chunked = headers.hasToken("Transfer-Encoding", "chunked");
        this.left = chunked ? 0 : length(headers);
        this.complete = answer.status() == 204 || answer.status() == 304 || !chunked && left == 0;
    }

    /** Without a length that can be understood, the connection's end is the body's. */
    private static long length(HeaderFields headers) {
        String length = headers.first("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE;
    }

    /**
     * Takes bytes that followed the head.
     *
     * @return whether the body is complete, or as much of it has come as is kept
     */
    public boolean feed(ByteBuffer in) {
        while (!complete && in.hasRemaining()) {
            if (!chunked || place == Place.DATA) {
                take(in);
            } else {
                frame(in.get());
            }
        }
        return complete;
    }

    private void take(ByteBuffer in) {
        int some = (int) Math.min(Math.min(left, in.remaining()), maxBytes - body.size());
        byte[] bytes = new byte[some];
        in.get(bytes);
        body.write(bytes, 0, some);
        left -= some;
        if (body.size() == maxBytes || left == 0 && !chunked) {
            complete = true;
        } else if (left == 0) {
            place = Place.AFTER_DATA;
        }
    }

    /** Takes a byte of what surrounds the chunks. Trailers are of no interest: the chunk of size zero ends the body. */
    private void frame(byte next) {
        if (++lineBytes > MAX_LINE_BYTES) {
            complete = true;
            return;
        }
        switch (place) {
            case SIZE -> size(next);
            case EXTENSION -> {
                if (next == '\n') {
                    beginChunk();
                }
            }
            case AFTER_DATA -> {
                if (next == '\n') {
                    place = Place.SIZE;
                } else if (next != '\r') {
                    complete = true;
                }
            }
            case DATA -> throw new IllegalStateException("this byte belongs to the body");
        }
    }

    private void size(byte next) {
        int digit = Character.digit(next, 16);
        if (digit >= 0 && left < 1L << 56) {
            left = left << 4 | digit;
        } else if (next == '\n') {
            beginChunk();
        } else if (next == '\r' || next == ';' || next == ' ' || next == '\t') {
            place = Place.EXTENSION;
        } else {
            complete = true;
        }
    }

    private void beginChunk() {
        lineBytes = 0;
        if (left == 0) {
            complete = true;
        } else {
            place = Place.DATA;
        }
    }

    /** A copy of what has come so far. */
    public byte[] bytes() {
        return body.toByteArray();
    }
}
