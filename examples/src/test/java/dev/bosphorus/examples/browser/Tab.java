package dev.bosphorus.examples.browser;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** One page in the browser. Scripts are JavaScript expressions; waiting is done in the page, on its own events. */
final class Tab implements AutoCloseable {

    private final DevTools devTools;
    private final String target;
    private final String session;
    private final CompletableFuture<DevTools.Event> thrown;

    private Tab(DevTools devTools, String target, String session) {
        this.devTools = devTools;
        this.target = target;
        this.session = session;
        this.thrown = event("Runtime.exceptionThrown");
    }

    static Tab open(DevTools devTools, String url) {
        String target = devTools.call(null, "Target.createTarget",
                "{\"url\":\"about:blank\",\"newWindow\":true,\"width\":1280,\"height\":900}").getString("targetId");
        String session = devTools.call(null, "Target.attachToTarget",
                "{\"targetId\":" + DevTools.quote(target) + ",\"flatten\":true}").getString("sessionId");
        Tab tab = new Tab(devTools, target, session);
        tab.call("Page.enable", "{}");
        tab.call("Runtime.enable", "{}");
        CompletableFuture<DevTools.Event> loaded = tab.event("Page.loadEventFired");
        tab.call("Page.navigate", "{\"url\":" + DevTools.quote(url) + '}');
        DevTools.await(loaded, "loading " + url);
        return tab;
    }

    /** Runs a script, which may be a promise, and gives its value as text. */
    String run(String script) {
        JsonObject result = call("Runtime.evaluate", "{\"expression\":" + DevTools.quote(script)
                + ",\"awaitPromise\":true,\"returnByValue\":true,\"userGesture\":true}");
        if (result.containsKey("exceptionDetails")) {
            throw new AssertionError(script + " threw " + result.get("exceptionDetails"));
        }
        JsonObject value = result.getJsonObject("result");
        return value.containsKey("value") ? asText(value) : "";
    }

    /** Waits until the expression is true, looking again whenever the document changes. */
    void until(String expression) {
        run("""
                new Promise(resolve => {
                  const look = () => (%s) && (observer.disconnect(), resolve());
                  const observer = new MutationObserver(look);
                  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
                  look();
                })""".formatted(expression));
    }

    /** Waits until the expression is true, looking again at each frame: pixels tell no observer. */
    void untilPainted(String expression) {
        run("new Promise(resolve => { const look = () => (%s) ? resolve() : requestAnimationFrame(look); look(); })"
                .formatted(expression));
    }

    /** What the panel of connection.js shows: state, subprotocol, extensions, buffered or rtt. */
    String status(String key) {
        return run("document.querySelector('[data-status=%s]').textContent".formatted(key));
    }

    /** Presses, moves and releases the mouse: x and y are pixels of the window. */
    void drag(int fromX, int fromY, int toX, int toY) {
        mouse("mousePressed", fromX, fromY);
        mouse("mouseMoved", (fromX + toX) / 2, (fromY + toY) / 2);
        mouse("mouseMoved", toX, toY);
        mouse("mouseReleased", toX, toY);
    }

    private void mouse(String type, int x, int y) {
        call("Input.dispatchMouseEvent",
                "{\"type\":\"%s\",\"x\":%d,\"y\":%d,\"button\":\"left\",\"buttons\":1,\"clickCount\":1}".formatted(type, x, y));
    }

    /** Keeps a picture in target/screenshots, where the system property {@code screenshots} asks for it. */
    void screenshot(String name) throws IOException {
        if (Boolean.getBoolean("screenshots")) {
            String png = call("Page.captureScreenshot", "{}").getString("data");
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            Files.write(folder.resolve(name + ".png"), Base64.getDecoder().decode(png));
        }
    }

    /** Closes the tab. @throws AssertionError where a script of the page has failed */
    @Override
    public void close() {
        devTools.call(null, "Target.closeTarget", "{\"targetId\":" + DevTools.quote(target) + '}');
        if (thrown.isDone()) {
            throw new AssertionError("the page threw " + thrown.join().parameters());
        }
    }

    private CompletableFuture<DevTools.Event> event(String method) {
        return devTools.event(event -> event.session().equals(session) && event.method().equals(method));
    }

    private JsonObject call(String method, String parameters) {
        return devTools.call(session, method, parameters);
    }

    private static String asText(JsonObject value) {
        return value.getString("type").equals("string") ? value.getString("value") : value.get("value").toString();
    }
}
