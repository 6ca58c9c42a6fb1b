package dev.bosphorus.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.examples.Servers;
import dev.bosphorus.examples.TestClient;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChatEndpointTest {

    private EmbeddedServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void membersSeeWhoComesSaysAndLeaves(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        try (TestClient ada = enter("kitchen", "Ada")) {
            assertThat(ada.subprotocol()).isEqualTo("chat.v1");
            JsonObject welcome = ada.json();
            assertThat(welcome.getString("type")).isEqualTo("welcome");
            assertThat(welcome.getString("you")).isEqualTo("Ada");
            assertThat(members(welcome)).containsExactly("Ada");
            try (TestClient bob = enter("kitchen", "Bob")) {
                assertThat(members(bob.json())).containsExactly("Ada", "Bob");
                JsonObject joined = ada.json();
                assertThat(joined.getString("type")).isEqualTo("joined");
                assertThat(joined.getString("name")).isEqualTo("Bob");

                ada.send(say("Günaydın 🌊"));
                for (TestClient member : List.of(ada, bob)) {
                    JsonObject said = member.json();
                    assertThat(said.getString("name")).isEqualTo("Ada");
                    assertThat(said.getString("text")).isEqualTo("Günaydın 🌊");
                }

                bob.close(1000, "");
                JsonObject left = ada.json();
                assertThat(left.getString("type")).isEqualTo("left");
                assertThat(members(left)).containsExactly("Ada");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void roomsHearNothingOfEachOther(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        try (TestClient ada = enter("kitchen", "Ada"); TestClient bob = enter("garden", "Bob")) {
            assertThat(members(ada.json())).containsExactly("Ada");
            assertThat(members(bob.json())).containsExactly("Bob");
            ada.send(say("only here"));
            assertThat(ada.json().getString("text")).isEqualTo("only here");
            // What Bob hears next is his own: nothing came between.
            bob.send(say("only there"));
            assertThat(bob.json().getString("text")).isEqualTo("only there");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void whatIsNoCommandIsAnsweredAndTheSessionStaysOpen(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        try (TestClient ada = enter("kitchen", "Ada")) {
            ada.json();
            ada.send("hello");
            assertThat(ada.json().getString("type")).isEqualTo("problem");
            ada.send("{\"type\":\"ping\",\"at\":7.25}");
            assertThat(ada.json().getJsonNumber("at").doubleValue()).isEqualTo(7.25);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void takenNameGetsANumber(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        try (TestClient first = enter("kitchen", "Ada")) {
            first.json();
            try (TestClient second = enter("kitchen", "Ada")) {
                assertThat(second.json().getString("you")).isEqualTo("Ada (2)");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void badNamesAndAMissingSubprotocolAreRefusedWith1008(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        try (TestClient nobody = TestClient.connect(server.uri(), "/chat/kitchen", "chat.v1");
                TestClient nowhere = TestClient.connect(server.uri(), "/chat/no%20room?name=Ada", "chat.v1");
                TestClient speechless = TestClient.connect(server.uri(), "/chat/kitchen?name=Ada")) {
            assertThat(nobody.closed().code()).isEqualTo(1008);
            assertThat(nowhere.closed().reason()).contains("letters, digits and hyphens");
            assertThat(speechless.closed()).isEqualTo(new TestClient.Closed(1008, "ask for the subprotocol chat.v1"));
        }
    }

    private TestClient enter(String room, String name) {
        return TestClient.connect(server.uri(), "/chat/" + room + "?name=" + name, "chat.v1");
    }

    private static String say(String text) {
        return "{\"type\":\"say\",\"text\":\"" + text + "\"}";
    }

    private static List<String> members(JsonObject event) {
        return event.getJsonArray("members").getValuesAs(JsonString::getString);
    }
}
