package dev.bosphorus.tck.wire.report;

import dev.bosphorus.tck.wire.run.RunResult;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Runs side by side as one page that needs nothing else: a row for each case, a column for each run. */
public final class MatrixPage {

    private MatrixPage() {
    }

    /** Writes the page. */
    public static void write(Path file, List<RunResult> runs) throws IOException {
        JsonArrayBuilder data = Json.createArrayBuilder();
        runs.forEach(run -> data.add(JsonReport.toJson(run)));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream zipped = new GZIPOutputStream(packed)) {
            zipped.write(data.build().toString().getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream template = MatrixPage.class.getResourceAsStream("matrix.html")) {
            String page = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(file, page.replace("{{data}}", Base64.getEncoder().encodeToString(packed.toByteArray())));
        }
    }
}
