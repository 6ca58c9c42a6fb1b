/**
 * The endpoint model of Jakarta WebSocket: what annotations, configurations and codecs of an application say, read and
 * checked once at deployment. Knows the Jakarta API and nothing of sockets.
 */
module dev.bosphorus.adapter {
    requires static jakarta.cdi;
    requires transitive jakarta.websocket;

    exports dev.bosphorus.extra;
    exports dev.bosphorus.adapter.codec to dev.bosphorus.container;
    exports dev.bosphorus.adapter.config to dev.bosphorus.container;
    exports dev.bosphorus.adapter.model to dev.bosphorus.container;
    exports dev.bosphorus.adapter.path to dev.bosphorus.container;
    exports dev.bosphorus.adapter.scan to dev.bosphorus.container;

    provides jakarta.websocket.server.ServerEndpointConfig.Configurator
            with dev.bosphorus.adapter.config.DefaultConfigurator;
}
