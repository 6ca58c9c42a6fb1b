package dev.bosphorus.tck.parallel;

import dev.bosphorus.tck.suite.SuiteProgress;
import dev.bosphorus.tck.suite.SuiteProgress.ClassSum;
import dev.bosphorus.tck.suite.SuiteResult.Cause;
import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;

/** What a child says of its progress: an object of JSON in one line, for each class before it and after it, and for each test. */
final class ResultLine {

    /** Looked up at once: the tests may set a context loader that knows another one. */
    private final JsonBuilderFactory json = Json.createBuilderFactory(Map.of());

    /** That it is about to begin a class, if it may. */
    String asking(String type) {
        return json.createObjectBuilder().add("asking", type).build().toString();
    }

    String of(Outcome outcome) {
        JsonObjectBuilder line = json.createObjectBuilder().add("test", outcome.test()).add("title", outcome.title())
                .add("passed", outcome.passed()).add("nanos", outcome.time().toNanos());
        Cause cause = outcome.cause();
        if (cause != null) {
            line.add("type", cause.type()).add("message", cause.message()).add("trace", cause.trace());
        }
        return line.build().toString();
    }

    String of(ClassSum sum) {
        return json.createObjectBuilder().add("class", sum.name()).add("passed", sum.passed()).add("failed", sum.failed())
                .add("nanos", sum.time().toNanos()).build().toString();
    }

    /** Tells what a line says. @return whether it is such a line: a JVM may print lines of its own */
    static boolean tell(String line, SuiteProgress progress) {
        Object said = line.startsWith("{") ? read(line) : null;
        if (said instanceof Outcome outcome) {
            progress.ended(outcome);
        } else if (said instanceof ClassSum sum) {
            progress.ended(sum);
        } else if (said instanceof String type) {
            progress.mayBegin(type);
        }
        return said != null;
    }

    /** An outcome, a sum, the name of a class that is asked for, or {@code null} where it is none of these. */
    private static Object read(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            JsonObject object = reader.readObject();
            if (object.containsKey("asking")) {
                return object.getString("asking");
            }
            if (object.containsKey("class")) {
                return new ClassSum(object.getString("class"), object.getInt("passed"), object.getInt("failed"), time(object));
            }
            return new Outcome(object.getString("test"), object.getString("title"), object.getBoolean("passed"), cause(object), time(object));
        } catch (JsonException | ClassCastException | NullPointerException e) {
            return null;
        }
    }

    private static Cause cause(JsonObject object) {
        return object.containsKey("trace") ? new Cause(object.getString("type"), object.getString("message"), object.getString("trace")) : null;
    }

    private static Duration time(JsonObject object) {
        return Duration.ofNanos(object.getJsonNumber("nanos").longValueExact());
    }
}
