package dev.bosphorus.benchmarks.server;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.extensions.PerMessageDeflateHandshake;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import java.net.InetSocketAddress;
import org.xnio.Options;

/** Undertow: endpoints on worker threads, or, with an argument, on its I/O threads. */
public final class UndertowServer {

    private UndertowServer() {
    }

    public static void main(String[] args) throws Exception {
        WebSocketDeploymentInfo endpoints = new WebSocketDeploymentInfo()
                .addExtension(new PerMessageDeflateHandshake())
                .setDispatchToWorkerThread(args.length == 0);
        Serving.ENDPOINTS.forEach(endpoints::addEndpoint);
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(Servlets.deployment()
                .setClassLoader(UndertowServer.class.getClassLoader()).setContextPath("/").setDeploymentName("echo")
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, endpoints));
        manager.deploy();
        Undertow server = Undertow.builder().addHttpListener(0, "127.0.0.1").setSocketOption(Options.BACKLOG, 1024)
                .setHandler(manager.start()).build();
        server.start();
        Serving.untilInputEnds(((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort());
    }
}
