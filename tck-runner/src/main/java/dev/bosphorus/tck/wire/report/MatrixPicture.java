package dev.bosphorus.tck.wire.report;

import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.RunResult;
import dev.bosphorus.tck.wire.run.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A row for each group of cases, a column for each run; a field is filled from the left by how many cases have each verdict. */
final class MatrixPicture {

    private static final int LEFT = 250;
    private static final int TOP = 112;
    private static final int COLUMN = 92;
    private static final int ROW = 15;
    private static final Map<Verdict, String> COLOURS = Map.of(Verdict.PASSED, "#3a9a5b", Verdict.WARNED, "#e6b73c",
            Verdict.FAILED, "#c8403a", Verdict.UNSUPPORTED, "#c9ced6", Verdict.ERROR, "#6d4aa2");

    private final List<RunResult> runs;
    private final Collection<String> groups;
    private final List<Map<String, List<CaseResult>>> grouped;

    MatrixPicture(List<RunResult> runs, Collection<String> groups, List<Map<String, List<CaseResult>>> grouped) {
        this.runs = runs;
        this.groups = groups;
        this.grouped = grouped;
    }

    String svg() {
        int width = Math.max(LEFT + COLUMN * runs.size() + 70, 620);
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" \
                aria-label="Groups of cases and the verdicts on each implementation">
                <style>svg{background:#fff;font-family:system-ui,"Segoe UI",Helvetica,Arial,sans-serif}\
                text{fill:#111827;font-size:11px}</style>
                """, width, TOP + ROW * groups.size() + 12));
        legend(out);
        for (int column = 0; column < runs.size(); column++) {
            int x = LEFT + column * COLUMN;
            out.append(String.format(Locale.ROOT, "<text transform=\"translate(%d %d) rotate(-22)\">%s</text>%n", x + 4, TOP - 6,
                    escape(runs.get(column).name())));
        }
        int y = TOP;
        for (String group : groups) {
            out.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n", LEFT - 8, y + 11, escape(group)));
            for (int column = 0; column < runs.size(); column++) {
                field(grouped.get(column).getOrDefault(group, List.of()), LEFT + column * COLUMN, y, out);
            }
            y += ROW;
        }
        return out.append("</svg>\n").toString();
    }

    private static void legend(StringBuilder out) {
        int x = 14;
        for (Verdict verdict : Verdict.values()) {
            String name = verdict.name().toLowerCase(Locale.ROOT);
            out.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"10\" width=\"11\" height=\"11\" fill=\"%s\"/><text x=\"%d\" y=\"20\">%s</text>%n",
                    x, COLOURS.get(verdict), x + 15, name));
            x += 30 + 7 * name.length();
        }
    }

    private static void field(List<CaseResult> cases, int left, int y, StringBuilder out) {
        double x = left;
        for (Verdict verdict : Verdict.values()) {
            long count = cases.stream().filter(one -> one.verdict() == verdict).count();
            if (count > 0) {
                // One bad case of hundreds is to be seen, too.
                double share = (COLUMN - 4.0) * count / cases.size();
                double width = verdict == Verdict.PASSED ? share : Math.max(3, share);
                x = Math.min(x, left + COLUMN - 4 - width);
                out.append(String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"><title>%d %s</title></rect>%n",
                        x, y, width, ROW - 3, COLOURS.get(verdict), count, verdict.name().toLowerCase(Locale.ROOT)));
                x += width;
            }
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
