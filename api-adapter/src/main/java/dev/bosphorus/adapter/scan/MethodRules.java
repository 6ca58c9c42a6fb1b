package dev.bosphorus.adapter.scan;

import dev.bosphorus.adapter.scan.ArgumentBinder.Source;
import dev.bosphorus.adapter.scan.ArgumentBinder.Source.Given;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import java.lang.annotation.Annotation;

/**
 * What the parameters of each annotation's method may be, as data (Jakarta WebSocket 2.2, 4.4 to 4.7). {@code Session} and
 * {@code @PathParam} are allowed everywhere and not named here.
 */
enum MethodRules {

    OPEN(OnOpen.class, EndpointConfig.class, Given.CONFIG, false, "4.4"),
    CLOSE(OnClose.class, CloseReason.class, Given.PAYLOAD, false, "4.5"),
    ERROR(OnError.class, Throwable.class, Given.PAYLOAD, true, "4.6"),

    /** The message may have many types, which {@link TargetRules} knows. */
    MESSAGE(OnMessage.class, null, Given.PAYLOAD, true, "4.7");

    private final Class<? extends Annotation> annotation;
    private final Class<?> type;
    private final Source source;
    private final boolean required;
    private final String section;

    MethodRules(Class<? extends Annotation> annotation, Class<?> type, Source source, boolean required, String section) {
        this.annotation = annotation;
        this.type = type;
        this.source = source;
        this.required = required;
        this.section = section;
    }

    Class<? extends Annotation> annotation() {
        return annotation;
    }

    /** The type of the one parameter that only this annotation's methods have. */
    Class<?> type() {
        return type;
    }

    /** What that parameter is given. */
    Source source() {
        return source;
    }

    /** Whether that parameter has to be there. */
    boolean required() {
        return required;
    }

    /** A rule's text with the section of the specification that it comes from. */
    String rule(String text) {
        return "@" + annotation.getSimpleName() + " " + text + " (Jakarta WebSocket 2.2, " + section + ")";
    }
}
