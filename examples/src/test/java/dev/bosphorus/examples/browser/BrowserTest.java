package dev.bosphorus.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.examples.Servers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in a real browser. */
class BrowserTest {

    private static final String EXTENSION = "permessage-deflate";

    @TempDir
    private static Path profile;
    private static Browser browser;

    private EmbeddedServer server;

    @BeforeAll
    static void launch() throws Exception {
        Optional<Path> executable = Browser.find();
        if (executable.isEmpty()) {
            System.out.println("BrowserTest is skipped: no chromium on the PATH, nor named by the variable CHROMIUM");
        }
        assumeTrue(executable.isPresent(), "no chromium on the PATH, nor named by the variable CHROMIUM");
        browser = Browser.launch(executable.get(), profile);
    }

    @AfterAll
    static void quit() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void twoTabsChatInOneRoom(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        try (Tab ada = open("chat.html?room=kitchen&name=Ada"); Tab bob = open("chat.html?room=kitchen&name=Bob")) {
            ada.until("document.querySelectorAll('#people li').length === 2");
            bob.until("document.querySelectorAll('#people li').length === 2");
            assertThat(ada.run("people.innerText")).isEqualTo("Ada (you)\nBob");

            say(ada, "Merhaba <img src=x onerror=alert(1)> 🌊");
            bob.until("document.querySelector('.said')");
            assertThat(bob.run("document.querySelector('.said').textContent"))
                    .isEqualTo("Merhaba <img src=x onerror=alert(1)> 🌊");
            assertThat(bob.run("talk.querySelectorAll('img').length")).isEqualTo("0");
            say(bob, "Selam");
            ada.until("document.querySelectorAll('.said').length === 2");

            ada.until("document.querySelector('[data-status=rtt]').textContent.endsWith(' ms')");
            assertThat(ada.status("state")).isEqualTo("open");
            assertThat(ada.status("subprotocol")).isEqualTo("chat.v1");
            assertThat(ada.status("extensions")).contains(EXTENSION);
            assertThat(ada.status("buffered")).isEqualTo("0 B");
            ada.screenshot("chat-" + transport);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void chatTellsWhoLeaves(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        try (Tab ada = open("chat.html?room=kitchen&name=Ada")) {
            try (Tab bob = open("chat.html?room=kitchen&name=Bob")) {
                bob.until("document.querySelectorAll('#people li').length === 2");
            }
            ada.until("talk.textContent.includes('Bob left.')");
            assertThat(ada.run("people.innerText")).isEqualTo("Ada (you)");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void linesOfOneTabAreSeenInTheOtherAndByLatecomers(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        String drawn = "pen.getImageData(800, 500, 1, 1).data[3] > 0".replace("pen", "board.getContext('2d')");
        try (Tab ada = open("board.html?name=harbour"); Tab bob = open("board.html?name=harbour")) {
            ada.until("people.textContent === '2 people'");
            String[] centre = ada.run("""
                    (box => [box.x + box.width / 2, box.y + box.height / 2].map(Math.round).join())(board.getBoundingClientRect())
                    """).split(",");
            int x = Integer.parseInt(centre[0]);
            int y = Integer.parseInt(centre[1]);
            assertThat(bob.run(drawn)).isEqualTo("false");
            ada.drag(x - 60, y - 40, x + 60, y + 40);
            bob.untilPainted(drawn);
            try (Tab late = open("board.html?name=harbour")) {
                late.untilPainted(drawn);
                late.screenshot("board-" + transport);
            }
            ada.until("document.querySelector('[data-status=rtt]').textContent.endsWith(' ms')");
            assertThat(ada.status("subprotocol")).isEqualTo("board.v1");
            bob.run("document.getElementById('clear').click()");
            ada.untilPainted('!' + "(" + drawn + ")");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void textAndOneMebibyteComeBackDeflated(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        try (Tab tab = open("echo.html")) {
            for (String endpoint : new String[] {"echo", "echo/stream"}) {
                tab.run("endpoint.value = '%s'; endpoint.dispatchEvent(new Event('change')); log.replaceChildren()"
                        .formatted(endpoint));
                tab.until("document.querySelector('[data-status=state]').textContent === 'open'");
                assertThat(tab.status("extensions")).contains(EXTENSION);
                tab.run("document.getElementById('text').requestSubmit()");
                tab.until("log.innerText.includes('Hello, Bosphorus same after')");
                tab.run("random.size.value = 1048576; random.requestSubmit()");
                tab.until("log.innerText.includes('binary, 1 MiB same after')");
                assertThat(tab.run("log.querySelectorAll('.bad').length")).isEqualTo("0");
            }
            tab.until("document.querySelector('[data-status=buffered]').textContent === '0 B'");
            tab.screenshot("echo-" + transport);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void closeCodeAndReasonAreShownAndTheButtonReconnects(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        String state = "document.querySelector('[data-status=state]').textContent";
        try (Tab tab = open("echo.html")) {
            tab.until(state + " === 'open'");
            tab.run("{ const { code, reason } = document.getElementById('close').elements; code.value = 4000;"
                    + " reason.value = 'güle güle'; document.getElementById('close').requestSubmit(); }");
            tab.until(state + " === 'closed (4000 güle güle)'");
            tab.run("document.querySelector('#status button').click()");
            tab.until(state + " === 'open'");
            server.close();
            tab.until(state + ".startsWith('closed (1001')");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void frontDoorLeadsToEveryExample(TransportKind transport) throws Exception {
        server = Servers.start(transport);
        try (Tab tab = open("")) {
            assertThat(tab.run("[...document.querySelectorAll('main a')].map(a => a.getAttribute('href')).join()"))
                    .isEqualTo("echo.html,chat.html,board.html");
            tab.screenshot("index-" + transport);
        }
    }

    private Tab open(String page) {
        return browser.open("http://localhost:" + server.port() + '/' + page);
    }

    private static void say(Tab tab, String text) {
        tab.run("say.elements.text.value = '%s'; say.requestSubmit()".formatted(text));
    }
}
