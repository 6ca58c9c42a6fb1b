package dev.bosphorus.container.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {

    @ParameterizedTest
    @CsvSource({"index.html,text/html; charset=utf-8", "a/b/APP.JS,text/javascript; charset=utf-8",
            "style.css,text/css; charset=utf-8",
            "data.json,application/json", "app.js.map,application/json", "icon.svg,image/svg+xml", "photo.jpg,image/jpeg",
            "code.wasm,application/wasm", "font.woff2,font/woff2", "no-ending,application/octet-stream",
            "odd.ending,application/octet-stream", "folder.html/file,application/octet-stream"})
    void typeFollowsFromTheEnding(String path, String type) {
        assertThat(MediaTypes.of(path)).isEqualTo(type);
    }
}
