import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.extensions.PerMessageDeflateHandshake;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.websocket.Extension;
import java.net.InetSocketAddress;
import java.util.List;

/** Undertow: {@code UndertowPeer PORT}. */
public final class UndertowPeer {

    /** The extension is the deployment's; an endpoint has it where it names it. */
    private record Deflate() implements Extension {

        @Override
        public String getName() {
            return "permessage-deflate";
        }

        @Override
        public List<Parameter> getParameters() {
            return List.of();
        }
    }

    private UndertowPeer() {
    }

    public static void main(String[] args) throws Exception {
        WebSocketDeploymentInfo endpoints = new WebSocketDeploymentInfo().addEndpoint(Echo.at("/echo", new Deflate()))
                .addExtension(new PerMessageDeflateHandshake());
        DeploymentInfo deployment = Servlets.deployment().setClassLoader(UndertowPeer.class.getClassLoader()).setContextPath("/")
                .setDeploymentName("peer").addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, endpoints);
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
        manager.deploy();
        Undertow server = Undertow.builder().addHttpListener(Integer.parseInt(args[0]), "127.0.0.1").setHandler(manager.start()).build();
        server.start();
        InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        System.out.println("ws://127.0.0.1:" + address.getPort() + "/echo");
    }
}
