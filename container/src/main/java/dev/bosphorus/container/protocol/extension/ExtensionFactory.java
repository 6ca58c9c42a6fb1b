package dev.bosphorus.container.protocol.extension;

import java.util.List;
import java.util.Optional;

/** Negotiates one extension, on either side. Implementations are stateless and safe from any thread. */
public interface ExtensionFactory {

    /** The extension token. */
    String name();

    /**
     * Server side: answers one offer of this name.
     *
     * @return the extension with the parameters agreed; empty where this offer is declined
     */
    Optional<Extension> accept(ExtensionHeader offer);

    /** Client side: what to offer, the most wanted first. */
    List<ExtensionHeader> offers();

    /**
     * Client side: takes the server's answer.
     *
     * @param offered what this client had offered under this name
     * @return the extension; empty where the answer does not fit the offers, so that the connection has to fail
     */
    Optional<Extension> confirm(ExtensionHeader answer, List<ExtensionHeader> offered);
}
