package dev.bosphorus.container.semantics;

import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.extra.OverflowPolicy;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A row of {@link CloseSemanticsTest}: what happens, and what of it the peer and the application are to see. */
final class Row {

    private final String cause;
    private final Scene.Act act;
    private String told;
    private String error;
    private String reported;
    /** The Close frame that the act itself has read; {@code null} where it has not. */
    private String seen;
    private boolean silent;
    private boolean deflate;
    private List<Role> roles = List.of(Role.values());
    private Consumer<Recorder> opening = recorder -> { };
    private ProtocolLimits limits = ProtocolLimits.DEFAULTS;
    private Duration sendTimeout = ConnectionSettings.DEFAULTS.sendTimeout();
    private Duration closeTimeout = Duration.ofSeconds(30);
    private OverflowPolicy overflow = OverflowPolicy.BLOCK;

    Row(String cause, Scene.Act act) {
        this.cause = cause;
        this.act = act;
    }

    /** @param frame our Close frame */
    Row is(String frame, String onError, String onClose) {
        told = frame;
        error = onError;
        reported = onClose;
        return this;
    }

    Row seen(String frame) {
        seen = frame;
        return this;
    }

    Row only(Role role) {
        roles = List.of(role);
        return this;
    }

    /** The peer does not answer a Close. */
    Row silent() {
        silent = true;
        return this;
    }

    /** permessage-deflate is agreed on. */
    Row deflate() {
        deflate = true;
        return this;
    }

    /** Tells the endpoint what to do, before the session opens. */
    Row opening(Consumer<Recorder> prepare) {
        opening = prepare;
        return this;
    }

    Row limits(ProtocolLimits ofProtocol) {
        limits = ofProtocol;
        return this;
    }

    Row sendTimeout(int millis) {
        sendTimeout = Duration.ofMillis(millis);
        return this;
    }

    Row closeTimeout(int millis) {
        closeTimeout = Duration.ofMillis(millis);
        return this;
    }

    Row overflow(OverflowPolicy policy) {
        overflow = policy;
        return this;
    }

    Scene.Act act() {
        return act;
    }

    String told() {
        return told;
    }

    String error() {
        return error;
    }

    String reported() {
        return reported;
    }

    String seen() {
        return seen;
    }

    boolean isSilent() {
        return silent;
    }

    boolean isDeflate() {
        return deflate;
    }

    List<Role> roles() {
        return roles;
    }

    Consumer<Recorder> opening() {
        return opening;
    }

    ProtocolLimits limits() {
        return limits;
    }

    Duration sendTimeout() {
        return sendTimeout;
    }

    Duration closeTimeout() {
        return closeTimeout;
    }

    OverflowPolicy overflow() {
        return overflow;
    }

    /** The row as the page shows it. */
    String toLine() {
        return "| " + String.join(" | ", cause, told, error, reported) + " |";
    }

    @Override
    public String toString() {
        return cause;
    }
}
