package dev.bosphorus.benchmarks.client;

import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.extra.NonBlocking;
import jakarta.websocket.ClientEndpoint;

/**
 * As {@link EchoClient} with the client of this project on the event loop and endpoints that promise not to block. The one argument, if
 * any, is the {@link TransportKind}.
 */
public final class PromptEchoClient {

    private PromptEchoClient() {
    }

    /** The promise holds: what is in flight never fills a socket. */
    @NonBlocking
    @ClientEndpoint
    public static final class PromptSender extends EchoClient.Sender {

        public PromptSender(int inFlight, int messages) {
            super(inFlight, messages);
        }
    }

    public static void main(String[] args) throws Exception {
        TransportKind transport = args.length == 0 ? TransportKind.EVENT_LOOP : TransportKind.valueOf(args[0]);
        EchoClient.serve(new EchoClient(
                WebSocketClient.builder().transport(transport).offerInstalledExtensions(false).build(), PromptSender::new));
    }
}
