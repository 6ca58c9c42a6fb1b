/** What web applications need beside endpoints: their initializers and listeners, on the embedded server. */
module dev.bosphorus.servlet {
    requires dev.bosphorus.container;
    requires jakarta.servlet;
    requires java.xml;

    provides dev.bosphorus.container.application.ApplicationInitializer
            with dev.bosphorus.servlet.context.WebApplicationInitializer;
}
