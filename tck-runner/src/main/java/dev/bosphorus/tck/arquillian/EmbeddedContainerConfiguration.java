package dev.bosphorus.tck.arquillian;

import dev.bosphorus.container.embedded.TransportKind;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.ConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** What {@code arquillian.xml} may set: each setter is a property there. Not safe for threads. */
public final class EmbeddedContainerConfiguration implements ContainerConfiguration {

    private String host = "localhost";
    private int port;
    private String target = "embedded";
    private String transport = "auto";
    private boolean failedDeploymentsThrow = true;

    /** Made by Arquillian, with the defaults. */
    public EmbeddedContainerConfiguration() {
    }

    /** The address to listen on. */
    public String getHost() {
        return host;
    }

    /** Default: localhost. */
    public void setHost(String host) {
        this.host = host;
    }

    /** The port to listen on; 0 for any free one. */
    public int getPort() {
        return port;
    }

    /** Default: 0, a free port for each deployment. With a fixed one, only one archive can be deployed at a time. */
    public void setPort(int port) {
        this.port = port;
    }

    /** The name of what archives are deployed on. */
    public String getTarget() {
        return target;
    }

    /**
     * {@code embedded} (default) for the server of Bosphorus, or {@code tomcat} or {@code jetty} for that servlet container with
     * Bosphorus in it; their jars have to be on the class path. {@code tomcat-own}, {@code jetty-own} and {@code tyrus} are
     * for a class path with those implementations of WebSocket and without Bosphorus. {@code control} deploys nothing: no test may pass there.
     */
    public void setTarget(String target) {
        this.target = target;
    }

    Target deploymentTarget() {
        return Target.of(target);
    }

    /** The name of the transport. */
    public String getTransport() {
        return transport;
    }

    /** {@code auto} (default), {@code virtual-threads} (JDK 21 and later) or {@code event-loop}; of the embedded server only. */
    public void setTransport(String transport) {
        this.transport = transport;
    }

    TransportKind transportKind() {
        return TransportKind.valueOf(transport.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether Arquillian is told of a deployment that fails. */
    public boolean isFailedDeploymentsThrow() {
        return failedDeploymentsThrow;
    }

    /**
     * Default: true. With false a failure is logged, and a server without endpoints stands in for the application, as it
     * does in a servlet container: the official TCK's tests of bad endpoints want it so.
     */
    public void setFailedDeploymentsThrow(boolean failedDeploymentsThrow) {
        this.failedDeploymentsThrow = failedDeploymentsThrow;
    }

    @Override
    public void validate() throws ConfigurationException {
        if (port < 0 || port > 65_535) {
            throw new ConfigurationException("port must be 0 to 65535, not " + port);
        }
        Target chosen;
        try {
            chosen = deploymentTarget();
        } catch (IllegalArgumentException e) {
            String all = Stream.of(Target.values()).map(Target::toString).collect(Collectors.joining(", "));
            throw new ConfigurationException("target must be one of " + all + ", not " + target);
        }
        try {
            // A class path for others knows no kinds.
            if (chosen == Target.EMBEDDED || chosen == Target.CONTROL) {
                transportKind();
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("transport must be auto, virtual-threads or event-loop, not " + transport);
        }
    }
}
