package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.config.HandshakeConfig;
import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.path.TemplateMap;
import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.extension.Negotiation;
import dev.bosphorus.container.protocol.handshake.ServerHandshake;
import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.protocol.handshake.UpgradeResponse;
import dev.bosphorus.container.runtime.UpgradeService.Decision;
import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import dev.bosphorus.container.session.RequestUri;
import dev.bosphorus.container.session.SessionEndpoint;
import dev.bosphorus.container.session.SessionFacts;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the opening handshake that the application has a say in (Jakarta WebSocket 2.2, 3.1): origin, subprotocol,
 * extensions, instance, headers, in this order. What its configurator throws refuses this handshake with 500 and is logged.
 */
final class HandshakeDecision {

    private static final Logger LOG = System.getLogger(HandshakeDecision.class.getName());

    private final RuntimeSettings settings;
    private final InstanceFactory instances;
    private final SessionFactory sessions;
    private final List<jakarta.websocket.Extension> installed;

    HandshakeDecision(RuntimeSettings settings, InstanceFactory instances, SessionFactory sessions) {
        this.instances = instances;
        this.settings = settings;
        this.sessions = sessions;
        this.installed = settings.extensions().stream()
                .map(factory -> AgreedExtension.of(new ExtensionHeader(factory.name(), List.of())))
                .toList();
    }

    Decision decide(UpgradeRequest request, ServerHandshake.Valid valid, TemplateMap.Match<DeployedEndpoint> match,
            PeerInfo peer) {
        if (!originAllowed(valid.origin())) {
            return refuse(403, "Pages of this origin may not connect.");
        }
        RequestUri uri;
        try {
            uri = RequestUri.of(peer.secure(), request.headers().first("Host"), request.path(), request.query());
        } catch (IllegalArgumentException e) {
            return refuse(400, "The request target is no URI.");
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(settings.classLoader());
        InstanceFactory.Activation activation = null;
        try {
            activation = instances.activate();
            return consult(request, valid, match, peer, uri);
        } catch (Throwable e) {
            // Errors too: an application that cannot be linked must not take the transport's thread with it.
            LOG.log(Level.ERROR, "the handshake for " + match.template() + " failed in the application's code", e);
            return refuse(500, "The endpoint could not be opened.");
        } finally {
            if (activation != null) {
                activation.close();
            }
            thread.setContextClassLoader(before);
        }
    }

    private Decision consult(UpgradeRequest request, ServerHandshake.Valid valid, TemplateMap.Match<DeployedEndpoint> match,
            PeerInfo peer, RequestUri uri) throws InstantiationException {
        ServerEndpointConfig deployed = match.value().config();
        Configurator configurator = deployed.getConfigurator();
        if (!configurator.checkOrigin(valid.origin())) {
            return refuse(403, "Pages of this origin may not connect.");
        }
        String subprotocol = subprotocol(configurator, deployed, valid);
        List<Extension> extensions = extensions(configurator, deployed, valid);
        List<ExtensionHeader> agreed = extensions.stream().map(Extension::agreed).toList();
        HandshakeConfig config = new HandshakeConfig(deployed);
        UpgradeResponse proposed = ServerHandshake.accept(valid, subprotocol, agreed);
        ResponseView response = new ResponseView(proposed);
        configurator.modifyHandshake(config, new RequestView(request, peer, uri, match.parameters()), response);
        UpgradeResponse accepted = ServerHandshake.withFields(proposed, response.getHeaders());
        InstanceFactory.Managed<?> instance = match.value().instances().next();
        SessionFacts facts = new SessionFacts(sessions.newId(), uri, match.parameters(), subprotocol,
                agreed.stream().map(AgreedExtension::of).toList(), peer.principal(), config.userPropertiesNow());
        return new Decision.Accepted(accepted,
                new Start(match.value().endpoint(), config, instance, facts, extensions, peer.web().watcher()));
    }

    private boolean originAllowed(String origin) {
        if (settings.origins().isEmpty() || origin == null) {
            return true;
        }
        try {
            return settings.origins().contains(Origin.parse(origin));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Only what the client has asked for is ever answered (RFC 6455, 4.2.2, item 5). */
    private static String subprotocol(Configurator configurator, ServerEndpointConfig config, ServerHandshake.Valid valid) {
        String chosen = configurator.getNegotiatedSubprotocol(config.getSubprotocols(), valid.subprotocols());
        return chosen != null && valid.subprotocols().contains(chosen) ? chosen : "";
    }

    private List<Extension> extensions(Configurator configurator, ServerEndpointConfig config, ServerHandshake.Valid valid) {
        if (valid.extensions().isEmpty()) {
            return List.of();
        }
        List<jakarta.websocket.Extension> available = new ArrayList<>(config.getExtensions());
        available.addAll(installed);
        List<jakarta.websocket.Extension> requested = valid.extensions().stream().map(AgreedExtension::of).toList();
        List<jakarta.websocket.Extension> chosen = configurator.getNegotiatedExtensions(available, requested);
        List<String> names = chosen == null ? List.of() : chosen.stream().map(jakarta.websocket.Extension::getName).toList();
        List<ExtensionHeader> offers = valid.extensions().stream().filter(offer -> names.contains(offer.name())).toList();
        return Negotiation.accept(offers, settings.extensions());
    }

    private static Decision refuse(int status, String sentence) {
        return new Decision.Refused(UpgradeResponse.refusal(status, sentence));
    }

    private final class Start implements SessionStart {
        private final SessionEndpoint endpoint;
        private final HandshakeConfig config;
        private final InstanceFactory.Managed<?> instance;
        private final SessionFacts facts;
        private final List<Extension> extensions;
        private final SessionFactory.Watcher watcher;

        Start(SessionEndpoint endpoint, HandshakeConfig config, InstanceFactory.Managed<?> instance, SessionFacts facts,
                List<Extension> extensions, SessionFactory.Watcher watcher) {
            this.endpoint = endpoint;
            this.config = config;
            this.instance = instance;
            this.facts = facts;
            this.extensions = extensions;
            this.watcher = watcher;
        }

        @Override
        public boolean nonBlocking() {
            return endpoint.model().nonBlocking();
        }

        @Override
        public TransportListener begin(Transport transport) {
            return sessions.begin(endpoint, config, instance, facts, extensions, transport, watcher);
        }

        @Override
        public void abandon() {
            instance.close();
        }
    }
}
