package example.redeployed;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;

/** Opens a session with the application's own endpoint, leaves it open, and says whose session it is and whose application. */
@WebServlet("/connect")
public class Connecting extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Listener listener = new Listener();
        URI uri = URI.create("ws://127.0.0.1:" + request.getLocalPort() + request.getContextPath() + "/echo");
        try {
            Session session = ContainerProvider.getWebSocketContainer().connectToServer(listener, uri);
            session.getBasicRemote().sendText("heard");
            response.getWriter().print(listener.heard() + " by " + session.getClass().getPackageName() + " in "
                    + getClass().getClassLoader().getClass().getSimpleName());
        } catch (DeploymentException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
