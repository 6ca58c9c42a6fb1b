package dev.bosphorus.examples.chat;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.websocket.Encoder;
import java.util.List;
import java.util.Locale;

/** {@link ChatEvent} to JSON. */
public final class ChatEncoder implements Encoder.Text<ChatEvent> {

    @Override
    public String encode(ChatEvent event) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("type", event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (event instanceof ChatEvent.Welcome welcome) {
            json.add("room", welcome.room()).add("you", welcome.you());
            members(json, welcome.members());
        } else if (event instanceof ChatEvent.Joined joined) {
            json.add("name", joined.name());
            members(json, joined.members());
        } else if (event instanceof ChatEvent.Left left) {
            json.add("name", left.name());
            members(json, left.members());
        } else if (event instanceof ChatEvent.Said said) {
            json.add("name", said.name()).add("text", said.text()).add("at", said.at().toEpochMilli());
        } else if (event instanceof ChatEvent.Pong pong) {
            json.add("at", pong.at());
        } else if (event instanceof ChatEvent.Problem problem) {
            json.add("text", problem.text());
        }
        return json.build().toString();
    }

    private static void members(JsonObjectBuilder json, List<String> names) {
        json.add("members", Json.createArrayBuilder(names));
    }
}
