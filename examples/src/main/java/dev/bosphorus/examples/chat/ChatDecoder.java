package dev.bosphorus.examples.chat;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import java.io.StringReader;

/** JSON to {@link ChatCommand}. Anything else is a {@link DecodeException}, which the endpoint answers. */
public final class ChatDecoder implements Decoder.Text<ChatCommand> {

    @Override
    public ChatCommand decode(String text) throws DecodeException {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject message = reader.readObject();
            String type = message.getString("type");
            return switch (type) {
                case "say" -> new ChatCommand.Say(message.getString("text"));
                case "ping" -> new ChatCommand.Ping(message.getJsonNumber("at").doubleValue());
                default -> throw new IllegalArgumentException("there is no message of type " + type);
            };
        } catch (JsonException notJson) {
            throw new DecodeException(text, "a message is one JSON object", notJson);
        } catch (NullPointerException | ClassCastException missing) {
            // What JsonObject throws for a member that is not there or of another type.
            throw new DecodeException(text, "a member is missing or of the wrong type", missing);
        } catch (IllegalArgumentException outOfRange) {
            throw new DecodeException(text, outOfRange.getMessage(), outOfRange);
        }
    }

    /** Every text is for this decoder: it is the only one, and its errors say more than silence. */
    @Override
    public boolean willDecode(String text) {
        return true;
    }
}
