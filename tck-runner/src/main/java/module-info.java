/** An Arquillian container for the embedded server, and a runner of the official Jakarta WebSocket TCK. */
module dev.bosphorus.tck {
    requires dev.bosphorus.container;
    requires org.junit.platform.launcher;
    requires transitive arquillian.container.spi;
    requires transitive arquillian.core.spi;
    requires transitive shrinkwrap.api;

    exports dev.bosphorus.tck.arquillian;
    exports dev.bosphorus.tck.official;

    provides org.jboss.arquillian.core.spi.LoadableExtension with dev.bosphorus.tck.arquillian.EmbeddedExtension;
}
