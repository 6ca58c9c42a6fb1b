package dev.bosphorus.benchmarks.compare;

import dev.bosphorus.benchmarks.client.EchoClient;
import dev.bosphorus.benchmarks.client.PromptEchoClient;
import dev.bosphorus.benchmarks.results.Series;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server, or a client, of the comparison.
 *
 * @param module    its folder in {@code benchmarks/servers}, whose jars also have its client
 * @param jar       the name, without its version, of the jar whose version is the peer's
 * @param main      its class
 * @param arguments of that
 * @param client    whether it is one, whose class is then of this module
 * @param paths     its path for a cell, where it is another than the load's
 */
record Peer(Series series, String module, String jar, String main, List<String> arguments, boolean client, Map<String, String> paths) {

    /** How each JVM is started. */
    static final List<String> JVM = List.of("-Xms1g", "-Xmx2g", "-XX:+UseSerialGC");

    private static final String SERVERS = "dev.bosphorus.benchmarks.server.";

    static final List<Peer> ALL = List.of(
            new Peer("bosphorus", "Bosphorus", "#2f6fb3", "bosphorus", "container", "BosphorusServer"),
            new Peer("bosphorus-nonblocking", "Bosphorus, event loop, @NonBlocking", "#2e8b57", "bosphorus", "container",
                    "BosphorusServer", "prompt"),
            new Peer("bosphorus-tomcat", "Bosphorus in Tomcat", "#5b9bd5", "bosphorus-tomcat", "tomcat-embed-core", "BosphorusTomcatServer"),
            new Peer("bosphorus-jetty", "Bosphorus in Jetty", "#8ab8e6", "bosphorus-jetty", "jetty-server", "BosphorusJettyServer"),
            new Peer("tomcat", "Tomcat", "#c9b458", "tomcat", "tomcat-embed-core", "TomcatServer"),
            new Peer("jetty", "Jetty", "#d98b5f", "jetty", "jetty-server", "JettyServer"),
            new Peer("undertow", "Undertow, workers", "#b07aa1", "undertow", "undertow-core", "UndertowServer"),
            new Peer("undertow-io", "Undertow, I/O threads", "#d4a6c8", "undertow", "undertow-core", "UndertowServer", "io"),
            new Peer(new Series("tyrus", "Tyrus", "#9c755f"), "tyrus", "tyrus-server", SERVERS + "TyrusServer", List.of(), false,
                    Map.of("z_json1k_c4", "/echo-deflate")),
            new Peer("netty", "Netty, without the Jakarta API", "#8a94a6", "netty", "netty-codec-http", "NettyServer"));

    static final List<Peer> CLIENTS = List.of(
            client("bosphorus", "Bosphorus", "#2f6fb3", "bosphorus", "container", EchoClient.class),
            client("bosphorus-nonblocking", "Bosphorus, event loop, @NonBlocking", "#2e8b57", "bosphorus", "container",
                    PromptEchoClient.class),
            client("bosphorus-uring", "Bosphorus, io_uring, @NonBlocking", "#66bb8a", "bosphorus", "container", PromptEchoClient.class,
                    "IO_URING"),
            client("tomcat", "Tomcat", "#c9b458", "tomcat", "tomcat-embed-websocket", EchoClient.class),
            client("jetty", "Jetty", "#d98b5f", "jetty", "jetty-ee11-websocket-jakarta-client", EchoClient.class),
            client("undertow", "Undertow", "#b07aa1", "undertow", "undertow-websockets-jsr", EchoClient.class),
            client("tyrus", "Tyrus", "#9c755f", "tyrus", "tyrus-client", EchoClient.class));

    private Peer(String id, String label, String colour, String module, String jar, String main, String... arguments) {
        this(new Series(id, label, colour), module, jar, SERVERS + main, List.of(arguments), false, Map.of());
    }

    private static Peer client(String id, String label, String colour, String module, String jar, Class<?> main,
            String... arguments) {
        return new Peer(new Series(id, label, colour), module, jar, main.getName(), List.of(arguments), true, Map.of());
    }

    String id() {
        return series.peer();
    }

    /**
     * What starts it, on this process's JDK.
     *
     * @param servers the folder of the servers' modules
     */
    List<String> command(Path servers) {
        Path target = servers.resolve(module).resolve("target");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        Path classes = client ? ownClasses() : target.resolve("classes");
        command.addAll(List.of("-classpath", classes + File.pathSeparator + target.resolve("lib") + "/*", main));
        command.addAll(arguments);
        return command;
    }

    private static Path ownClasses() {
        try {
            return Path.of(Peer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError("the location of a class is a URI", e);
        }
    }

    /** The file whose name says its version, if it is built. */
    Optional<String> versionedJar(Path servers) throws IOException {
        Path lib = servers.resolve(module).resolve("target").resolve("lib");
        if (!Files.isDirectory(lib)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(lib)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.matches(jar + "-[0-9].*\\.jar")).findFirst();
        }
    }

    /** The load with this server's path. */
    Load adapt(Load load) {
        String path = paths.getOrDefault(load.id(), load.path());
        return new Load(load.cell(), load.mode(), path, load.connections(), load.depth(), load.bytes(), load.content());
    }
}
