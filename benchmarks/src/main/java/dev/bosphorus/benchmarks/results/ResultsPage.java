package dev.bosphorus.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes {@code docs/benchmarks.md} and its pictures from the measurements in {@code benchmarks/results}. In the text of the page
 * {@code @id@} is where a table goes; what is between {@code <!-- with id -->} and {@code <!-- end -->} is left out where nothing
 * of ours in that table was measured.
 */
final class ResultsPage {

    private static final Pattern SECTION = Pattern.compile("<!-- with ([\\w-]+) -->\\n(.*?)<!-- end -->\\n", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("@([a-z0-9-]+)@");

    private final Measurements measurements;

    ResultsPage(Measurements measurements) {
        this.measurements = measurements;
    }

    /** @param args the folder of this module and that of the documentation */
    public static void main(String[] args) throws IOException {
        ResultsPage page = of(Path.of(args[0], "results"));
        String text = Files.readString(Path.of(args[0], "results", "page.md"));
        Files.writeString(Path.of(args[1], "benchmarks.md"), page.fill(text));
        for (Map.Entry<String, String> picture : page.pictures().entrySet()) {
            Files.writeString(Path.of(args[1], "pictures", picture.getKey()), picture.getValue());
        }
    }

    static ResultsPage of(Path folder) throws IOException {
        return new ResultsPage(Measurements.readFolder(folder, Tables.GROUNDS));
    }

    /** @throws IllegalArgumentException where the text asks for a table that there is not */
    String fill(String text) {
        String present = SECTION.matcher(text).replaceAll(
                section -> table(section.group(1)).isEmpty() ? "" : Matcher.quoteReplacement(section.group(2)));
        return PLACE.matcher(present).replaceAll(place -> Matcher.quoteReplacement(table(place.group(1))));
    }

    private String table(String id) {
        return Tables.ALL.stream().filter(table -> table.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table " + id))
                .markdown(measurements);
    }

    /** The pictures by the names of their files. */
    Map<String, String> pictures() {
        Map<String, String> pictures = new LinkedHashMap<>();
        pictures.put("benchmarks.svg", picture(Tables.EMBEDDED));
        pictures.put("benchmarks-event-loop.svg", picture(Tables.EVENT_LOOP));
        return pictures;
    }

    private String picture(Table table) {
        return BarChart.of(table, Measure.PER_CPU_SECOND, measurements).svg();
    }
}
