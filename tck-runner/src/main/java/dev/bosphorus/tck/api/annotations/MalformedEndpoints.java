package dev.bosphorus.tck.api.annotations;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** What {@link MalformedTests} tries to deploy. None of their methods is ever called. */
public final class MalformedEndpoints {

    private MalformedEndpoints() {
    }

    /** Deploys none of these. */
    public static class Config implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
            return Set.of();
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            Set<Class<?>> others = new HashSet<>(scanned);
            others.removeIf(type -> type.getName().startsWith(MalformedEndpoints.class.getName()));
            return others;
        }
    }

    /** As it has to be, to see that deploying works. */
    @ServerEndpoint("/well-formed")
    public static class WellFormed {
        @OnMessage
        public String message(String text) {
            return text;
        }
    }

    // ---- OnOpen, OnClose, OnError --------------------------------------------------------------------------------

    @ServerEndpoint("/two-on-open")
    public static class TwoOnOpen {
        @OnOpen
        public void one() { }

        @OnOpen
        public void two(Session session) { }
    }

    @ServerEndpoint("/two-on-close")
    public static class TwoOnClose {
        @OnClose
        public void one() { }

        @OnClose
        public void two(Session session) { }
    }

    @ServerEndpoint("/two-on-error")
    public static class TwoOnError {
        @OnError
        public void one(Throwable error) { }

        @OnError
        public void two(Session session, Throwable error) { }
    }

    @ServerEndpoint("/on-open-string")
    public static class OnOpenWithString {
        @OnOpen
        public void opened(String text) { }
    }

    @ServerEndpoint("/on-open-reason")
    public static class OnOpenWithCloseReason {
        @OnOpen
        public void opened(CloseReason reason) { }
    }

    @ServerEndpoint("/on-open-sessions")
    public static class OnOpenWithTwoSessions {
        @OnOpen
        public void opened(Session one, Session two) { }
    }

    @ServerEndpoint("/on-close-config")
    public static class OnCloseWithConfig {
        @OnClose
        public void closed(EndpointConfig config) { }
    }

    @ServerEndpoint("/on-close-throwable")
    public static class OnCloseWithThrowable {
        @OnClose
        public void closed(Throwable error) { }
    }

    @ServerEndpoint("/on-close-number")
    public static class OnCloseWithNumber {
        @OnClose
        public void closed(int number) { }
    }

    @ServerEndpoint("/on-error-none")
    public static class OnErrorWithoutThrowable {
        @OnError
        public void failed(Session session) { }
    }

    @ServerEndpoint("/on-error-exception")
    public static class OnErrorWithException {
        @OnError
        public void failed(Exception error) { }
    }

    @ServerEndpoint("/on-error-reason")
    public static class OnErrorWithCloseReason {
        @OnError
        public void failed(Throwable error, CloseReason reason) { }
    }

    // ---- PathParam -----------------------------------------------------------------------------------------------

    @ServerEndpoint("/path-object/{a}")
    public static class PathParamOfObject {
        @OnMessage
        public void message(String text, @PathParam("a") Object a) { }
    }

    @ServerEndpoint("/path-buffer/{a}")
    public static class PathParamOfBuilder {
        @OnOpen
        public void opened(@PathParam("a") StringBuilder a) { }
    }

    @ServerEndpoint("/path-array/{a}")
    public static class PathParamOfArray {
        @OnClose
        public void closed(@PathParam("a") String[] a) { }
    }

    @ServerEndpoint("/path-error/{a}")
    public static class PathParamOfThrowable {
        @OnError
        public void failed(Throwable error, @PathParam("a") Class<?> a) { }
    }

    // ---- OnMessage -----------------------------------------------------------------------------------------------

    @ServerEndpoint("/none")
    public static class OnMessageWithoutMessage {
        @OnMessage
        public void message() { }
    }

    @ServerEndpoint("/session-only")
    public static class OnMessageWithSessionOnly {
        @OnMessage
        public void message(Session session) { }
    }

    @ServerEndpoint("/two-texts")
    public static class TwoOfText {
        @OnMessage
        public void one(String text) { }

        @OnMessage
        public void two(Reader reader) { }
    }

    @ServerEndpoint("/text-and-number")
    public static class TwoOfTextWithNumber {
        @OnMessage
        public void one(String text) { }

        @OnMessage
        public void two(int number) { }
    }

    @ServerEndpoint("/two-parts")
    public static class TwoOfTextInParts {
        @OnMessage
        public void one(String text) { }

        @OnMessage
        public void two(String part, boolean last) { }
    }

    @ServerEndpoint("/two-bytes")
    public static class TwoOfBytes {
        @OnMessage
        public void one(byte[] bytes) { }

        @OnMessage
        public void two(ByteBuffer bytes) { }
    }

    @ServerEndpoint("/two-streams")
    public static class TwoOfBytesWithStream {
        @OnMessage
        public void one(InputStream stream) { }

        @OnMessage
        public void two(ByteBuffer part, boolean last) { }
    }

    @ServerEndpoint("/two-pongs")
    public static class TwoOfPong {
        @OnMessage
        public void one(PongMessage pong) { }

        @OnMessage
        public void two(PongMessage pong, Session session) { }
    }

    @ServerEndpoint("/two-messages")
    public static class TwoMessagesInOne {
        @OnMessage
        public void message(String text, ByteBuffer bytes) { }
    }

    @ServerEndpoint("/two-strings")
    public static class TwoStrings {
        @OnMessage
        public void message(String one, String two) { }
    }

    @ServerEndpoint("/no-decoder")
    public static class NoDecoder {
        @OnMessage
        public void message(Thread thread) { }
    }

    @ServerEndpoint("/pong-parts")
    public static class PongInParts {
        @OnMessage
        public void message(PongMessage pong, boolean last) { }
    }

    @ServerEndpoint("/reader-parts")
    public static class ReaderInParts {
        @OnMessage
        public void message(Reader reader, boolean last) { }
    }

    @ServerEndpoint("/config")
    public static class OnMessageWithConfig {
        @OnMessage
        public void message(String text, EndpointConfig config) { }
    }

    @ServerEndpoint("/too-large")
    public static class MaxMessageSizeTooLarge {
        @OnMessage(maxMessageSize = Integer.MAX_VALUE + 1L)
        public void message(String text) { }
    }

    // ---- The class -----------------------------------------------------------------------------------------------

    /** Has no annotation. */
    public static class NotAnnotated {
        @OnMessage
        public void message(String text) { }
    }

    @ServerEndpoint("/abstract")
    public abstract static class Abstract {
        @OnMessage
        public void message(String text) { }
    }

    @ServerEndpoint("/constructor")
    public static class WithoutConstructor {
        public WithoutConstructor(String name) { }
    }

    @ServerEndpoint("/inner")
    public class Inner {
        @OnMessage
        public void message(String text) { }
    }

    /** Cannot be made. */
    public static class PrivateEncoder implements Encoder.Text<Thread> {
        private PrivateEncoder() { }

        @Override
        public String encode(Thread thread) {
            return thread.getName();
        }
    }

    /** Cannot be made. */
    public abstract static class AbstractDecoder implements Decoder.Text<Thread> {
    }

    @ServerEndpoint(value = "/encoder", encoders = PrivateEncoder.class)
    public static class BadEncoder {
    }

    @ServerEndpoint(value = "/decoder", decoders = AbstractDecoder.class)
    public static class BadDecoder {
    }

    /** Annotated as its parent is not meant to be inherited from. */
    @ServerEndpoint("/parent")
    public static class Parent {
        @OnMessage
        public String message(String text) {
            return text;
        }
    }

    /** Has no annotation of its own (section 4.8). */
    public static class Child extends Parent {
    }
}
