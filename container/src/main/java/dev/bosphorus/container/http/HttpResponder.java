package dev.bosphorus.container.http;

import dev.bosphorus.container.http.Answer.Reply;
import dev.bosphorus.container.http.StaticContent.Resource;
import dev.bosphorus.container.protocol.handshake.BadHeadException;
import dev.bosphorus.container.protocol.handshake.HeaderFields;
import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.protocol.handshake.UpgradeResponse;
import dev.bosphorus.container.runtime.PeerInfo;
import dev.bosphorus.container.runtime.UpgradeService;
import dev.bosphorus.container.runtime.UpgradeService.Decision;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Answers HTTP requests: upgrades to the upgrade service, GET and HEAD from the static content. Safe from any thread; an
 * answer may block, since it asks the application and reads files.
 */
public final class HttpResponder {

    private static final Logger LOG = System.getLogger(HttpResponder.class.getName());

    private final UpgradeService service;
    private final StaticContent content;
    private final String contextPath;
    /** Whether the server stops: nothing is answered but with 503. Set once. */
    private volatile boolean stopping;

    /** @param contextPath empty, or beginning with a slash and not ending with one */
    public HttpResponder(UpgradeService service, StaticContent content, String contextPath) {
        this.service = service;
        this.content = content;
        this.contextPath = contextPath;
    }

    /** From now on every request is refused with 503. */
    public void stop() {
        stopping = true;
    }

    /** Whether the answer reads no file and asks nobody who may block, so that an I/O thread may give it. */
    public boolean answersAtOnce(UpgradeRequest request) {
        return request.headers().hasToken("Upgrade", "websocket") && service.decidesAtOnce(request.path());
    }

    /** The answer to a request. */
    public Answer answer(UpgradeRequest request, PeerInfo peer) {
        boolean head = request.method().equals("HEAD");
        if (stopping) {
            return unavailable("The server stops.", head);
        }
        try {
            return judge(request, peer, head);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "no answer to " + request.method() + " " + request.target(), e);
            return refuse(UpgradeResponse.refusal(500, "The server failed to answer."), head);
        }
    }

    /** The answer to a request that breaks the grammar of HTTP. */
    public Reply answer(BadHeadException bad) {
        return refuse(bad.toResponse(), false);
    }

    /** The answer to any request while there are too many connections. */
    public Reply tooManyConnections() {
        return unavailable("There are too many connections.", false);
    }

    private static Reply unavailable(String sentence, boolean head) {
        return refuse(UpgradeResponse.refusal(503, sentence, "Retry-After", "5"), head);
    }

    private Answer judge(UpgradeRequest request, PeerInfo peer, boolean head) throws IOException {
        boolean reads = head || request.method().equals("GET");
        HeaderFields fields = request.headers();
        if (reads && request.hasBody()) {
            // Nothing here takes content, and what follows the head must not be taken for a request or for frames.
            return refuse(UpgradeResponse.refusal(413, "Requests with content are not served here."), head);
        }
        boolean upgrade = fields.hasToken("Upgrade", "websocket");
        if (reads && !upgrade) {
            Reply file = file(request, head);
            if (file != null) {
                return file;
            }
        }
        if (upgrade || service.hasEndpoint(request.path())) {
            Decision decision = service.decide(request, peer);
            if (decision instanceof Decision.Accepted accepted) {
                return new Answer.Upgrade(accepted.response(), accepted.start());
            } else if (decision instanceof Decision.Refused refused) {
                return refuse(refused.response(), head);
            }
        } else if (!reads) {
            return refuse(UpgradeResponse.refusal(405, "Only GET and HEAD are served here.", "Allow", "GET, HEAD"), false);
        }
        return notFound(request, head);
    }

    /** The file a path stands for, a redirection where it is a folder without its slash, or {@code null}. */
    private Reply file(UpgradeRequest request, boolean head) throws IOException {
        String raw = request.path();
        boolean inContext = raw.startsWith(contextPath)
                && (raw.length() == contextPath.length() || raw.charAt(contextPath.length()) == '/');
        if (!inContext) {
            return null;
        }
        boolean bareContext = raw.length() == contextPath.length();
        String path = bareContext ? "" : RequestPath.decode(raw.substring(contextPath.length()));
        if (path == null) {
            return null;
        }
        boolean folder = !bareContext && (path.isEmpty() || path.endsWith("/"));
        String name = folder ? path + "index.html" : path;
        Resource found = name.isEmpty() ? null : content.find(name);
        if (found != null) {
            return found(request, name, found, head);
        }
        String index = path.isEmpty() ? "index.html" : path + "/index.html";
        if (!folder && content.find(index) != null) {
            String query = request.query() == null ? "" : "?" + request.query();
            return text(308, headers(request).add("Location", raw + "/" + query), "The folder is " + raw + "/\n", request, head);
        }
        return null;
    }

    private static Reply found(UpgradeRequest request, String name, Resource file, boolean head) {
        HeaderFields.Builder headers = headers(request);
        if (file.modifiedMillis() > 0) {
            long modified = file.modifiedMillis() / 1000;
            headers.add("Last-Modified", HttpDate.format(modified));
            // RFC 9110, 13.1.3
            if (modified <= HttpDate.parse(request.headers().first("If-Modified-Since"))) {
                return new Reply(UpgradeResponse.head(304, headers.build()), null, !keepsAlive(request));
            }
        }
        headers.add("Content-Type", MediaTypes.of(name)).add("Content-Length", String.valueOf(file.length()));
        return new Reply(UpgradeResponse.head(200, headers.build()), head ? null : file, !keepsAlive(request));
    }

    private static Reply notFound(UpgradeRequest request, boolean head) {
        return text(404, headers(request), "There is nothing here.\n", request, head);
    }

    private static Reply text(int status, HeaderFields.Builder headers, String text, UpgradeRequest request, boolean head) {
        return new Reply(bytes(new UpgradeResponse(status, headers.build(), text), head), null, !keepsAlive(request));
    }

    private static Reply refuse(UpgradeResponse refusal, boolean head) {
        HeaderFields.Builder headers = date();
        refusal.headers().forEach(headers::add);
        return new Reply(bytes(new UpgradeResponse(refusal.status(), headers.build(), refusal.body()), head), null, true);
    }

    /** RFC 9110, 9.3.2: the answer to HEAD has no content, though it says how much there would be. */
    private static byte[] bytes(UpgradeResponse response, boolean head) {
        byte[] whole = response.toBytes();
        int content = response.body().getBytes(StandardCharsets.UTF_8).length;
        return head ? Arrays.copyOf(whole, whole.length - content) : whole;
    }

    private static HeaderFields.Builder headers(UpgradeRequest request) {
        return date().add("X-Content-Type-Options", "nosniff")
                .add("Connection", keepsAlive(request) ? "keep-alive" : "close");
    }

    private static HeaderFields.Builder date() {
        return new HeaderFields.Builder().add("Date", HttpDate.format(System.currentTimeMillis() / 1000));
    }

    /** RFC 9112, 9.3. */
    private static boolean keepsAlive(UpgradeRequest request) {
        List<String> options = request.headers().tokens("Connection");
        boolean byVersion = !request.version().equals("HTTP/1.0");
        return byVersion ? options.stream().noneMatch("close"::equalsIgnoreCase)
                : options.stream().anyMatch("keep-alive"::equalsIgnoreCase);
    }
}
