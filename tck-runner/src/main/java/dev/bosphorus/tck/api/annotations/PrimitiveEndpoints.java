package dev.bosphorus.tck.api.annotations;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/** What {@link PrimitiveTests} deploys: an endpoint for each primitive type and its equivalent, which takes and returns it. */
public final class PrimitiveEndpoints {

    private PrimitiveEndpoints() {
    }

    /** The primitive type. */
    @ServerEndpoint("/boolean/{value}")
    public static class OfBoolean {
        @OnMessage
        public boolean same(boolean message) {
            return message;
        }

        @OnMessage
        public boolean ofPath(byte[] message, @PathParam("value") boolean value) {
            return value;
        }
    }

    /** Its equivalent. */
    @ServerEndpoint("/Boolean/{value}")
    public static class BoxedBoolean {
        @OnMessage
        public Boolean same(Boolean message) {
            return message;
        }

        @OnMessage
        public Boolean ofPath(byte[] message, @PathParam("value") Boolean value) {
            return value;
        }
    }

    /** The primitive type. */
    @ServerEndpoint("/byte/{value}")
    public static class OfByte {
        @OnMessage
        public byte same(byte message) {
            return message;
        }

        @OnMessage
        public byte ofPath(byte[] message, @PathParam("value") byte value) {
            return value;
        }
    }

    /** Its equivalent. */
    @ServerEndpoint("/Byte/{value}")
    public static class BoxedByte {
        @OnMessage
        public Byte same(Byte message) {
            return message;
        }

        @OnMessage
        public Byte ofPath(byte[] message, @PathParam("value") Byte value) {
            return value;
        }
    }

    /** The primitive type. */
    @ServerEndpoint("/char/{value}")
    public static class OfChar {
        @OnMessage
        public char same(char message) {
            return message;
        }

        @OnMessage
        public char ofPath(byte[] message, @PathParam("value") char value) {
            return value;
        }
    }

    /** Its equivalent. */
    @ServerEndpoint("/Character/{value}")
    public static class BoxedCharacter {
        @OnMessage
        public Character same(Character message) {
            return message;
        }

        @OnMessage
        public Character ofPath(byte[] message, @PathParam("value") Character value) {
            return value;
        }
    }

    /** The primitive type. */
    @ServerEndpoint("/double/{value}")
    public static class OfDouble {
        @OnMessage
        public double same(double message) {
            return message;
        }

        @OnMessage
        public double ofPath(byte[] message, @PathParam("value") double value) {
            return value;
        }
    }

    /** Its equivalent. */
    @ServerEndpoint("/Double/{value}")
    public static class BoxedDouble {
        @OnMessage
        public Double same(Double message) {
            return message;
        }

        @OnMessage
        public Double ofPath(byte[] message, @PathParam("value") Double value) {
            return value;
        }
    }

    /** The primitive type. */
    @ServerEndpoint("/float/{value}")
    public static class OfFloat {
        @OnMessage
        public float same(float message) {
            return message;
        }

        @OnMessage
        public float ofPath(byte[] message, @PathParam("value") float value) {
            return value;
        }
    }

    /** Its equivalent. */
    @ServerEndpoint("/Float/{value}")
    public static class BoxedFloat {
        @OnMessage
        public Float same(Float message) {
            return message;
        }

        @OnMessage
        public Float ofPath(byte[] message, @PathParam("value") Float value) {
            return value;
        }
    }

    /** The primitive type. */
    @ServerEndpoint("/int/{value}")
    public static class OfInt {
        @OnMessage
        public int same(int message) {
            return message;
        }

        @OnMessage
        public int ofPath(byte[] message, @PathParam("value") int value) {
            return value;
        }
    }

    /** Its equivalent. */
    @ServerEndpoint("/Integer/{value}")
    public static class BoxedInteger {
        @OnMessage
        public Integer same(Integer message) {
            return message;
        }

        @OnMessage
        public Integer ofPath(byte[] message, @PathParam("value") Integer value) {
            return value;
        }
    }

    /** The primitive type. */
    @ServerEndpoint("/long/{value}")
    public static class OfLong {
        @OnMessage
        public long same(long message) {
            return message;
        }

        @OnMessage
        public long ofPath(byte[] message, @PathParam("value") long value) {
            return value;
        }
    }

    /** Its equivalent. */
    @ServerEndpoint("/Long/{value}")
    public static class BoxedLong {
        @OnMessage
        public Long same(Long message) {
            return message;
        }

        @OnMessage
        public Long ofPath(byte[] message, @PathParam("value") Long value) {
            return value;
        }
    }

    /** The primitive type. */
    @ServerEndpoint("/short/{value}")
    public static class OfShort {
        @OnMessage
        public short same(short message) {
            return message;
        }

        @OnMessage
        public short ofPath(byte[] message, @PathParam("value") short value) {
            return value;
        }
    }

    /** Its equivalent. */
    @ServerEndpoint("/Short/{value}")
    public static class BoxedShort {
        @OnMessage
        public Short same(Short message) {
            return message;
        }

        @OnMessage
        public Short ofPath(byte[] message, @PathParam("value") Short value) {
            return value;
        }
    }
}
