package dev.bosphorus.applications;

import dev.bosphorus.adapter.path.TemplateMap;
import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.servlet.deploy.WebSocketInitializer;
import example.redeployed.Echo;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.Unix;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolver;
import io.netty.util.Timer;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Web applications as folders, made of what is on the tests' class path. */
final class WarFolder {

    /** A class of each jar that an application carries which brings Bosphorus along. */
    private static final List<Class<?>> PROVIDER = List.of(TemplateMap.class, EmbeddedServer.class, WebSocketInitializer.class,
            ByteBuf.class, Channel.class, EpollIoHandler.class, Unix.class, ByteToMessageDecoder.class, SslHandler.class,
            AddressResolver.class, Timer.class);

    private WarFolder() {
    }

    /**
     * Writes the application of the package {@code example.redeployed}.
     *
     * @param carriesProvider whether it brings Bosphorus along
     */
    static Path redeployed(Path folder, boolean carriesProvider) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("WEB-INF/classes"));
        Path lib = Files.createDirectories(folder.resolve("WEB-INF/lib"));
        Path own = root(Echo.class);
        copy(own, own.resolve("example/redeployed"), classes);
        if (carriesProvider) {
            for (Class<?> type : PROVIDER) {
                Path root = root(type);
                if (Files.isDirectory(root)) {
                    copy(root, root, classes);
                } else {
                    Files.copy(root, lib.resolve(root.getFileName()));
                }
            }
        }
        return folder;
    }

    /** Adds the Jakarta WebSocket API, for servers that have none. */
    static void addApi(Path war) throws IOException {
        for (Class<?> type : List.of(ServerEndpoint.class, ClientEndpoint.class)) {
            Files.copy(root(type), war.resolve("WEB-INF/lib").resolve(root(type).getFileName()));
        }
    }

    /** Whether a resource is one of Bosphorus. */
    static boolean isOfProvider(URL resource) {
        return PROVIDER.stream().map(WarFolder::root).anyMatch(root -> resource.toString().contains(root.toUri().getPath()));
    }

    private static Path root(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies the files of a part of a folder to where they are in the target as in the folder. */
    static void copy(Path root, Path part, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            files.filter(file -> Files.isRegularFile(file) && !file.endsWith("module-info.class")).forEach(file -> {
                try {
                    Path copy = target.resolve(root.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
