package example.spring;

import java.security.Principal;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Controller;

/** Answers messages. */
@Controller
public class Rooms {

    private final Greetings greetings;

    public Rooms(Greetings greetings) {
        this.greetings = greetings;
    }

    @MessageMapping("/greet/{room}")
    @SendTo("/topic/{room}")
    public String greet(String name, @DestinationVariable("room") String room, Principal user) {
        return greetings.of(name) + " in " + room + (user == null ? "" : " from " + user.getName());
    }

    @SubscribeMapping("/welcome")
    public String welcome() {
        return greetings.of("subscriber");
    }
}
