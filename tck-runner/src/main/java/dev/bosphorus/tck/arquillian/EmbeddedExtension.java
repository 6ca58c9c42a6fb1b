package dev.bosphorus.tck.arquillian;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Tells Arquillian of {@link EmbeddedContainer}; found by {@link java.util.ServiceLoader}. */
public final class EmbeddedExtension implements LoadableExtension {

    /** Found by {@link java.util.ServiceLoader}. */
    public EmbeddedExtension() {
    }

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(DeployableContainer.class, EmbeddedContainer.class);
    }
}
