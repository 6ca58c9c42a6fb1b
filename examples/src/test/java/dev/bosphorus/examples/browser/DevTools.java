package dev.bosphorus.examples.browser;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Chrome DevTools Protocol over one WebSocket: commands with their answers, and events. */
final class DevTools implements WebSocket.Listener {

    /** An event of a tab. */
    record Event(String session, String method, JsonObject parameters) {
    }

    private record Waiting(Predicate<Event> wanted, CompletableFuture<Event> found) {
    }

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Waiting> waiting = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private WebSocket socket;

    private DevTools() {
    }

    static DevTools connect(URI address) {
        DevTools devTools = new DevTools();
        devTools.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, devTools).join();
        return devTools;
    }

    /** The answer's result. @throws AssertionError where there is none in time, or an error */
    JsonObject call(String session, String method, String parameters) {
        JsonObject answer = await(send(session, method, parameters), method);
        if (answer.containsKey("error")) {
            throw new AssertionError(method + ": " + answer.get("error"));
        }
        return answer.getJsonObject("result");
    }

    /** @param session null for the browser itself */
    synchronized CompletableFuture<JsonObject> send(String session, String method, String parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        String of = session == null ? "" : "\"sessionId\":" + quote(session) + ',';
        socket.sendText("{\"id\":" + id + ',' + of + "\"method\":" + quote(method) + ",\"params\":" + parameters + '}', true)
                .join();
        return answer;
    }

    /** The first event from now on that is wanted. */
    CompletableFuture<Event> event(Predicate<Event> wanted) {
        CompletableFuture<Event> found = new CompletableFuture<>();
        waiting.add(new Waiting(wanted, found));
        return found;
    }

    static <T> T await(CompletableFuture<T> future, String what) {
        try {
            return future.get(Browser.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("in vain: " + what, e);
        }
    }

    static String quote(String text) {
        return Json.createValue(text).toString();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            try (JsonReader reader = Json.createReader(new StringReader(message.toString()))) {
                received(reader.readObject());
            }
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void received(JsonObject json) {
        if (json.containsKey("id")) {
            answers.remove(json.getInt("id")).complete(json);
            return;
        }
        Event event = new Event(json.getString("sessionId", ""), json.getString("method"), json.getJsonObject("params"));
        for (Waiting one : waiting) {
            if (one.wanted.test(event)) {
                waiting.remove(one);
                one.found.complete(event);
            }
        }
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        answers.values().forEach(answer -> answer.completeExceptionally(error));
    }
}
