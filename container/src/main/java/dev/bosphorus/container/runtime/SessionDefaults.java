package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.extension.ExtensionFactory;
import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.session.SessionSettings;
import jakarta.websocket.Extension;
import jakarta.websocket.WebSocketContainer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What containers of both sides say of the sessions to come. Safe from any thread. */
public abstract class SessionDefaults implements WebSocketContainer {

    private final List<ExtensionFactory> extensions;
    /** Replaced as a whole, under the lock of this object. */
    private volatile SessionSettings settings;

    protected SessionDefaults(RuntimeSettings runtime) {
        this.extensions = runtime.extensions();
        int maxMessageBytes = (int) Math.min(Integer.MAX_VALUE, runtime.limits().maxMessageBytes());
        this.settings = new SessionSettings(
                maxMessageBytes, maxMessageBytes, 0, 0, runtime.classLoader(), runtime.drainer(), runtime.timer());
    }

    /** What the next session begins with. */
    protected final SessionSettings sessionSettings() {
        return settings;
    }

    @Override
    public final long getDefaultAsyncSendTimeout() {
        return settings.asyncSendTimeoutMillis();
    }

    @Override
    public final synchronized void setAsyncSendTimeout(long millis) {
        settings = settings.withAsyncSendTimeoutMillis(millis);
    }

    @Override
    public final long getDefaultMaxSessionIdleTimeout() {
        return settings.idleTimeoutMillis();
    }

    @Override
    public final synchronized void setDefaultMaxSessionIdleTimeout(long millis) {
        settings = settings.withIdleTimeoutMillis(millis);
    }

    @Override
    public final int getDefaultMaxBinaryMessageBufferSize() {
        return settings.maxBinaryMessageBytes();
    }

    /** @throws IllegalArgumentException where it is less than 1 */
    @Override
    public final synchronized void setDefaultMaxBinaryMessageBufferSize(int bytes) {
        settings = settings.withMaxBinaryMessageBytes(bytes);
    }

    @Override
    public final int getDefaultMaxTextMessageBufferSize() {
        return settings.maxTextMessageBytes();
    }

    /** @throws IllegalArgumentException where it is less than 1 */
    @Override
    public final synchronized void setDefaultMaxTextMessageBufferSize(int bytes) {
        settings = settings.withMaxTextMessageBytes(bytes);
    }

    @Override
    public final Set<Extension> getInstalledExtensions() {
        Set<Extension> installed = new LinkedHashSet<>();
        for (ExtensionFactory factory : extensions) {
            installed.add(AgreedExtension.of(new ExtensionHeader(factory.name(), List.of())));
        }
        return installed;
    }
}
