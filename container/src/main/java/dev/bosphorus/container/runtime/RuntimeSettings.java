package dev.bosphorus.container.runtime;

import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.protocol.extension.ExtensionFactory;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.transport.Timer;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What a runtime needs from the server around it.
 *
 * @param contextPath before all endpoint paths: empty, or beginning with a slash and not ending with one
 * @param limits      of the protocol; the message size is the sessions' default
 * @param connection  how connections deal with slow peers
 * @param extensions  to negotiate, the most wanted first
 * @param origins     who may connect from a browser; all where it is empty
 * @param classLoader the context class loader of callbacks
 * @param timer       for deadlines
 * @param drainer     runs what must not block its caller: a thread a task
 */
public record RuntimeSettings(
        String contextPath,
        ProtocolLimits limits,
        ConnectionSettings connection,
        List<ExtensionFactory> extensions,
        List<Origin> origins,
        ClassLoader classLoader,
        Timer timer,
        Executor drainer) {

    public RuntimeSettings {
        if (!contextPath.isEmpty() && (!contextPath.startsWith("/") || contextPath.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "the context path is empty, or begins with a slash and does not end with one: " + contextPath);
        }
        extensions = List.copyOf(extensions);
        origins = List.copyOf(origins);
    }
}
