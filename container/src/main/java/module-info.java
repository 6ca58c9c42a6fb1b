/** The protocol engine, sessions, the server container and the embedded server of Bosphorus. */
module dev.bosphorus.container {
    requires transitive dev.bosphorus.adapter;
    requires transitive jakarta.websocket;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires static io.netty.transport.classes.io_uring;
    requires io.netty.transport.unix.common;

    exports dev.bosphorus.container.application;
    exports dev.bosphorus.container.client;
    exports dev.bosphorus.container.command to dev.bosphorus.tck;
    exports dev.bosphorus.container.embedded;
    exports dev.bosphorus.container.protocol.extension;
    exports dev.bosphorus.container.blocking to dev.bosphorus.servlet;
    exports dev.bosphorus.container.connection to dev.bosphorus.servlet;
    exports dev.bosphorus.container.protocol.handshake to dev.bosphorus.servlet;
    exports dev.bosphorus.container.runtime to dev.bosphorus.servlet;
    exports dev.bosphorus.container.session to dev.bosphorus.servlet;
    exports dev.bosphorus.container.transport to dev.bosphorus.servlet;
    exports dev.bosphorus.container.protocol.frame;

    uses dev.bosphorus.container.application.ApplicationInitializer;

    provides jakarta.websocket.ContainerProvider with dev.bosphorus.container.client.BosphorusContainerProvider;
}
