package dev.bosphorus.adapter.scan;

import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import java.lang.annotation.Annotation;
import java.util.Map;

/** What the parameters of the life-cycle methods may be, as data (Jakarta WebSocket 2.2, 4.3 to 4.6). */
final class MethodRules {

    /**
     * The parameter of one annotation that is neither {@code Session} nor {@code @PathParam}.
     *
     * @param type     its type
     * @param source   what it is given
     * @param required whether it has to be there
     */
    record Special(Class<?> type, ArgumentBinder.Source source, boolean required) {
    }

    private static final Map<Class<? extends Annotation>, Special> SPECIAL = Map.of(
            OnOpen.class, new Special(EndpointConfig.class, ArgumentBinder.Source.Given.CONFIG, false),
            OnClose.class, new Special(CloseReason.class, ArgumentBinder.Source.Given.PAYLOAD, false),
            OnError.class, new Special(Throwable.class, ArgumentBinder.Source.Given.PAYLOAD, true));

    private MethodRules() {
    }

    static Special of(Class<? extends Annotation> annotation) {
        return SPECIAL.get(annotation);
    }
}
