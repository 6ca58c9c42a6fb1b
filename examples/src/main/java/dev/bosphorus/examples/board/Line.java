package dev.bosphorus.examples.board;

/**
 * A line through points, as it travels: nobody between the pages has to look at the points.
 *
 * @param width  1 to {@value #MAX_WIDTH} thousandths of the board's width
 * @param points 1 to {@value #MAX_POINTS} points of four bytes: x and y, 16 bits each, big-endian; 0 is the left or upper
 *               edge, 65535 the right or lower. Never modified.
 */
public record Line(int width, byte[] points) {

    static final int MAX_WIDTH = 100;
    static final int MAX_POINTS = 512;
    static final int POINT_BYTES = 4;

    public Line {
        if (width < 1 || width > MAX_WIDTH) {
            throw new IllegalArgumentException("a line is 1 to " + MAX_WIDTH + " wide");
        }
        if (points.length == 0 || points.length % POINT_BYTES != 0 || points.length > MAX_POINTS * POINT_BYTES) {
            throw new IllegalArgumentException("a line has 1 to " + MAX_POINTS + " points of 4 bytes");
        }
    }

    int count() {
        return points.length / POINT_BYTES;
    }
}
