package dev.bosphorus.tck.arquillian;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Deploys each archive on a server of its own, at the path of its name: {@code chat.war} at {@code /chat}. The server is the
 * embedded one, or a servlet container.
 * Tests get its address as a URL resource. Those that run in the container see the classes of the test's class path.
 */
public final class EmbeddedContainer implements DeployableContainer<EmbeddedContainerConfiguration> {

    private static final Logger LOG = System.getLogger(EmbeddedContainer.class.getName());

    private final Map<String, Deployed> deployments = new ConcurrentHashMap<>();
    private EmbeddedContainerConfiguration configuration;

    /** Made by Arquillian. */
    public EmbeddedContainer() {
    }

    @Override
    public Class<EmbeddedContainerConfiguration> getConfigurationClass() {
        return EmbeddedContainerConfiguration.class;
    }

    @Override
    public void setup(EmbeddedContainerConfiguration chosen) {
        configuration = chosen;
    }

    /** Tests run where they are: the server is in their process. */
    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        String contextPath = contextPath(archive);
        Deployed deployment = switch (configuration.deploymentTarget()) {
            case EMBEDDED -> EmbeddedDeployment.deploy(archive, configuration, contextPath);
            case TOMCAT, JETTY, TOMCAT_OWN, JETTY_OWN, TYRUS -> deployInServletContainer(archive, contextPath);
            case CONTROL -> EmbeddedDeployment.standIn(configuration, contextPath);
        };
        deployments.put(archive.getId(), deployment);
        HTTPContext context = new HTTPContext(configuration.getHost(), deployment.port());
        // Arquillian finds the context path through a servlet; any name will do.
        context.add(new Servlet("WebSocket", contextPath));
        return new ProtocolMetaData().addContext(context);
    }

    /** The archive's name without its ending; {@code ROOT} is the empty path. */
    private static String contextPath(Archive<?> archive) {
        String name = archive.getName();
        int dot = name.lastIndexOf('.');
        String base = dot < 0 ? name : name.substring(0, dot);
        return base.equals("ROOT") ? "" : "/" + base;
    }

    /** A servlet container whose application has failed stands in for it as it is. */
    private Deployed deployInServletContainer(Archive<?> archive, String contextPath) throws DeploymentException {
        try {
            ServletDeployment deployment = ServletDeployment.start(archive, configuration, contextPath);
            Exception failure = deployment.server().failure();
            if (failure != null) {
                if (configuration.isFailedDeploymentsThrow()) {
                    deployment.close();
                }
                tell(configuration, archive, failure);
            }
            return deployment;
        } catch (IOException e) {
            throw new DeploymentException("no server can be started: " + e.getMessage(), e);
        }
    }

    /** Throws, or logs, as the configuration wants it. */
    static void tell(EmbeddedContainerConfiguration configuration, Archive<?> archive, Exception failure) throws DeploymentException {
        if (configuration.isFailedDeploymentsThrow()) {
            throw new DeploymentException(archive.getName() + " cannot be deployed: " + failure.getMessage(), failure);
        }
        LOG.log(Level.WARNING, archive.getName() + " cannot be deployed", failure);
    }

    @Override
    public void undeploy(Archive<?> archive) {
        Deployed deployment = deployments.remove(archive.getId());
        if (deployment != null) {
            deployment.close();
        }
    }
}
