package dev.bosphorus.servlet.upgrade;

import dev.bosphorus.container.protocol.handshake.HeaderFields;
import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.protocol.handshake.UpgradeResponse;
import dev.bosphorus.container.runtime.HttpUpgrade;
import dev.bosphorus.container.runtime.PeerInfo;
import dev.bosphorus.container.runtime.SessionFactory;
import dev.bosphorus.container.runtime.UpgradeService.Decision;
import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;

/** Conducts opening handshakes that come as servlet requests (Jakarta Servlet 6.1, 2.3.3.5). Safe from any thread. */
public final class ServletUpgrade implements HttpUpgrade {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final HttpSessionGuard guard;
    private final NativeUpgrade nativeUpgrade;

    /**
     * @param guard         ends sessions with their HTTP sessions
     * @param nativeUpgrade the container's own way; {@code null} for the one of the servlet API
     */
    public ServletUpgrade(HttpSessionGuard guard, NativeUpgrade nativeUpgrade) {
        this.nativeUpgrade = nativeUpgrade;
        this.guard = guard;
    }

    /** @throws IllegalStateException where the response is committed */
    @Override
    public void upgrade(Object request, Object response, Judge judge) throws IOException, DeploymentException {
        if (!(request instanceof HttpServletRequest && response instanceof HttpServletResponse)) {
            throw new DeploymentException("a request and a response of a servlet container are needed, not " + request + " and " + response);
        }
        if (((HttpServletResponse) response).isCommitted()) {
            throw new IllegalStateException("the response is committed, so the connection cannot be upgraded any more");
        }
        try {
            answer((HttpServletRequest) request, (HttpServletResponse) response, judge);
        } catch (ServletException e) {
            throw new DeploymentException("the servlet container does not upgrade the connection: " + e.getMessage(), e);
        }
    }

    /** Whether the request asks for a WebSocket. */
    boolean isHandshake(HttpServletRequest request) {
        return asksToUpgrade(request) || "websocket".equals(connectProtocol(request));
    }

    /** RFC 9110, 7.8: the field is a list. */
    private static boolean asksToUpgrade(HttpServletRequest request) {
        String first = request.getHeader("Upgrade");
        if (first == null || first.equalsIgnoreCase("websocket")) {
            return first != null;
        }
        HeaderFields.Builder asked = new HeaderFields.Builder();
        request.getHeaders("Upgrade").asIterator().forEachRemaining(value -> asked.add("Upgrade", value));
        return asked.build().hasToken("Upgrade", "websocket");
    }

    private String connectProtocol(HttpServletRequest request) {
        return nativeUpgrade != null && request.getMethod().equals("CONNECT") ? nativeUpgrade.connectProtocol(request) : null;
    }

    /**
     * Answers a handshake, unless no endpoint has its path.
     *
     * @return whether it has been answered
     */
    boolean answer(HttpServletRequest request, HttpServletResponse response, Judge judge) throws IOException, ServletException {
        Decision decision;
        try {
            decision = judge.decide(request(request), peer(request));
        } catch (IllegalArgumentException e) {
            decision = new Decision.Refused(UpgradeResponse.refusal(400, "The request holds a header that is not allowed."));
        }
        if (decision instanceof Decision.Refused refused) {
            refuse(response, refused.response());
            return true;
        } else if (decision instanceof Decision.Accepted accepted) {
            accept(request, response, accepted);
            return true;
        }
        return false;
    }

    private UpgradeRequest request(HttpServletRequest request) {
        HeaderFields.Builder fields = new HeaderFields.Builder();
        for (String name : Collections.list(request.getHeaderNames())) {
            Collections.list(request.getHeaders(name)).forEach(value -> fields.add(name, value));
        }
        String query = request.getQueryString();
        String target = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        return new UpgradeRequest(request.getMethod(), target, request.getProtocol(), fields.build(), connectProtocol(request));
    }

    private PeerInfo peer(HttpServletRequest request) {
        X509Certificate[] chain = (X509Certificate[]) request.getAttribute(CERTIFICATES);
        return new PeerInfo(request.isSecure(),
                InetSocketAddress.createUnresolved(request.getLocalAddr(), request.getLocalPort()),
                InetSocketAddress.createUnresolved(request.getRemoteAddr(), request.getRemotePort()),
                request.getUserPrincipal(), chain == null ? List.of() : List.of(chain), new PeerInfo.WebRequest() {
                    @Override
                    public boolean isUserInRole(String role) {
                        return request.isUserInRole(role);
                    }

                    /** The one there is: the platform begins none of its own (Jakarta WebSocket 2.2, 7.2). */
                    @Override
                    public Object httpSession() {
                        return request.getSession(false);
                    }

                    @Override
                    public SessionFactory.Watcher watcher() {
                        return guard.watcher(request.getUserPrincipal() == null ? null : request.getSession(false));
                    }
                });
    }

    private static void refuse(HttpServletResponse response, UpgradeResponse refusal) throws IOException {
        response.setStatus(refusal.status());
        refusal.headers().forEach(response::addHeader);
        byte[] body = refusal.body().getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/plain;charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private void accept(HttpServletRequest request, HttpServletResponse response, Decision.Accepted accepted)
            throws IOException, ServletException {
        if (nativeUpgrade != null && nativeUpgrade.refusal() != null) {
            accepted.start().abandon();
            refuse(response, UpgradeResponse.refusal(500, nativeUpgrade.refusal()));
            return;
        }
        response.setStatus(accepted.response().status());
        accepted.response().headers().forEach(response::addHeader);
        if (nativeUpgrade != null) {
            nativeUpgrade.upgrade(request, accepted.start());
            return;
        }
        handler(request, accepted.start()).begin(new ServletTransport(), accepted.start());
    }

    private static UpgradeHandler handler(HttpServletRequest request, SessionStart start) throws IOException, ServletException {
        boolean upgraded = false;
        try {
            UpgradeHandler handler = request.upgrade(UpgradeHandler.class);
            upgraded = true;
            return handler;
        } finally {
            if (!upgraded) {
                start.abandon();
            }
        }
    }
}
