package dev.bosphorus.tck.wire.report;

import dev.bosphorus.tck.wire.cases.Severity;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.peer.WireLog;
import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.RunResult;
import dev.bosphorus.tck.wire.run.Verdict;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A run as JSON: all that other reports are made of. */
public final class JsonReport {

    private JsonReport() {
    }

    /** Writes a run. */
    public static void write(Path file, RunResult run) throws IOException {
        try (JsonWriter writer = Json.createWriter(Files.newBufferedWriter(file))) {
            writer.write(toJson(run));
        }
    }

    /** Reads a run. @throws IOException where the file cannot be read, or is no such report */
    public static RunResult read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            return fromJson(reader.readObject());
        } catch (JsonException | ClassCastException | NullPointerException | IllegalArgumentException | DateTimeException e) {
            throw new IOException(file + " is no report of a run: " + e.getMessage(), e);
        }
    }

    static JsonObject toJson(RunResult run) {
        JsonArrayBuilder cases = Json.createArrayBuilder();
        run.cases().forEach(one -> cases.add(toJson(one)));
        return Json.createObjectBuilder().add("name", run.name()).add("subject", run.subject().name()).add("target", run.target())
                .add("started", run.started().toString()).add("millis", run.millis()).add("cases", cases).build();
    }

    private static JsonObjectBuilder toJson(CaseResult one) {
        JsonArrayBuilder log = Json.createArrayBuilder();
        for (WireLog.Entry entry : one.log()) {
            log.add(Json.createObjectBuilder().add("at", entry.micros()).add("from", entry.direction().name())
                    .add("hex", HexFormat.of().formatHex(entry.bytes())).add("length", entry.length()).add("note", entry.note()));
        }
        return Json.createObjectBuilder().add("id", one.id()).add("reference", one.reference()).add("severity", one.severity().name())
                .add("requirement", one.requirement()).add("verdict", one.verdict().name())
                .add("findings", Json.createArrayBuilder(one.findings())).add("micros", one.micros()).add("log", log);
    }

    private static RunResult fromJson(JsonObject run) {
        List<CaseResult> cases = new ArrayList<>();
        for (JsonObject one : run.getJsonArray("cases").getValuesAs(JsonObject.class)) {
            List<WireLog.Entry> log = new ArrayList<>();
            for (JsonObject entry : one.getJsonArray("log").getValuesAs(JsonObject.class)) {
                log.add(new WireLog.Entry(number(entry, "at"), WireLog.Direction.valueOf(entry.getString("from")),
                        HexFormat.of().parseHex(entry.getString("hex")), number(entry, "length"), entry.getString("note")));
            }
            cases.add(new CaseResult(one.getString("id"), one.getString("reference"), Severity.valueOf(one.getString("severity")),
                    one.getString("requirement"), Verdict.valueOf(one.getString("verdict")),
                    one.getJsonArray("findings").getValuesAs(JsonString::getString), number(one, "micros"), log));
        }
        return new RunResult(run.getString("name"), Subject.valueOf(run.getString("subject")), run.getString("target"),
                Instant.parse(run.getString("started")), number(run, "millis"), cases);
    }

    private static long number(JsonObject object, String name) {
        JsonNumber value = object.getJsonNumber(name);
        return value.longValueExact();
    }
}
