package example.redeployed;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;

/** The client's side of a session that the application never closes. */
@ClientEndpoint
public class Listener {

    private String heard;

    @OnMessage
    public synchronized void hear(String text) {
        heard = text;
        notifyAll();
    }

    /** What it has been told, waited for. */
    public synchronized String heard() throws InterruptedException {
        while (heard == null) {
            wait();
        }
        return heard;
    }
}
