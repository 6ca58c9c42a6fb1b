package dev.bosphorus.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Makes {@code docs/benchmarks.md} and its picture from the measurements in {@code benchmarks/results}. */
final class ResultsPage {

    /** A server: its name in the measurements, its name for people, its colour in the picture. */
    record Peer(String id, String label, String colour) {
    }

    /** What is measured: its name in the measurements and for people. */
    record Cell(String id, String label) {
    }

    static final List<Peer> PEERS = List.of(
            new Peer("ours", "Bosphorus", "#2f6fb3"),
            new Peer("tomcat", "Tomcat 11.0.27", "#c9b458"),
            new Peer("jetty", "Jetty 12.1.12", "#d98b5f"),
            new Peer("undertow-worker", "Undertow 2.3.24", "#b07aa1"),
            new Peer("tyrus", "Tyrus 2.2.2", "#9c755f"),
            new Peer("ours-nonblocking", "Bosphorus, @NonBlocking", "#2e8b57"),
            new Peer("netty", "Netty 4.2.18", "#8a94a6"));

    static final List<Cell> CELLS = List.of(
            new Cell("bin16_c64_d16", "16 B binary, 64 connections, 16 in flight on each"),
            new Cell("bin16_c64_d1", "16 B binary, 64 connections, 1 in flight on each"),
            new Cell("bin1k_c64", "1 KiB binary, 64 connections"),
            new Cell("bin64k_c8", "64 KiB binary, 8 connections"),
            new Cell("bin1m_c2", "1 MiB binary, 2 connections"),
            new Cell("txt1k_c64", "1 KiB ASCII text, 64 connections"),
            new Cell("utf1k_c64", "1 KiB multi-byte text, 64 connections"),
            new Cell("z_json1k_c4", "1 KiB JSON with permessage-deflate, 4 connections"),
            new Cell("bcast500", "deliveries to 500 receivers, in a loop over getOpenSessions"),
            new Cell("handshake", "opening handshakes"));

    private static final int WIDTH = 960;
    private static final int BAR_WIDTH = 760;
    private static final int BAR_HEIGHT = 11;
    private static final int TOP = 50;
    private static final int ROW_HEIGHT = 24 + BAR_HEIGHT * PEERS.size();

    private final Measurements measurements;

    ResultsPage(Measurements measurements) {
        this.measurements = measurements;
    }

    /** @param args the folder of this module and that of the documentation */
    public static void main(String[] args) throws IOException {
        ResultsPage page = new ResultsPage(Measurements.read(Path.of(args[0], "results", "side-by-side.tsv")));
        String text = Files.readString(Path.of(args[0], "results", "page.md"));
        Files.writeString(Path.of(args[1], "benchmarks.md"), page.fill(text));
        Files.writeString(Path.of(args[1], "pictures", "benchmarks.svg"), page.picture());
    }

    /** The page: its text with the tables in their places. */
    String fill(String text) {
        return text.replace("@TABLE@", table()).replace("@LATENCY@", latencies());
    }

    private String table() {
        StringBuilder out = head("messages per server CPU second");
        for (Cell cell : CELLS) {
            out.append("| ").append(cell.label());
            for (Peer peer : PEERS) {
                Measurements.Figure figure = measurements.figure(peer.id(), cell.id());
                out.append(" | ").append(shortened(figure.perCpuSecond()))
                        .append(String.format(Locale.ROOT, " ±%.0f %%", 100 * figure.spread()));
            }
            out.append(" |\n");
        }
        return out.toString().stripTrailing();
    }

    private String latencies() {
        StringBuilder out = head("99th percentile, ms");
        for (Cell cell : CELLS) {
            out.append("| ").append(cell.label());
            for (Peer peer : PEERS) {
                double micros = measurements.figure(peer.id(), cell.id()).p99Micros();
                out.append(String.format(Locale.ROOT, " | %.1f", micros / 1000));
            }
            out.append(" |\n");
        }
        return out.toString().stripTrailing();
    }

    private static StringBuilder head(String what) {
        StringBuilder out = new StringBuilder("| ").append(what);
        PEERS.forEach(peer -> out.append(" | ").append(peer.label()));
        return out.append(" |\n| --- |").append(" ---: |".repeat(PEERS.size())).append('\n');
    }

    /** Bars for each cell, the longest of them as wide as there is room. */
    String picture() {
        int height = TOP + CELLS.size() * ROW_HEIGHT + 10;
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" \
                aria-label="Messages per server CPU second of each server, cell by cell">
                <style>svg{background:#fff;font-family:system-ui,"Segoe UI",Helvetica,Arial,sans-serif}\
                text{fill:#111827;font-size:12.5px}.cell{font-weight:600}.figure{font-size:10.5px;fill:#374151}</style>
                """, WIDTH, height));
        legend(out);
        for (int i = 0; i < CELLS.size(); i++) {
            bars(CELLS.get(i), TOP + i * ROW_HEIGHT, out);
        }
        return out.append("</svg>\n").toString();
    }

    private static void legend(StringBuilder out) {
        double x = 20;
        for (Peer peer : PEERS) {
            out.append(String.format(Locale.ROOT,
                    "<rect x=\"%.0f\" y=\"16\" width=\"12\" height=\"12\" rx=\"2\" fill=\"%s\"/><text x=\"%.0f\" y=\"27\">%s</text>%n",
                    x, peer.colour(), x + 17, peer.label()));
            x += 32 + 6.9 * peer.label().length();
        }
    }

    private void bars(Cell cell, int top, StringBuilder out) {
        double most = PEERS.stream().mapToDouble(peer -> perCpuSecond(peer, cell)).max().orElseThrow();
        out.append(String.format(Locale.ROOT, "<text class=\"cell\" x=\"20\" y=\"%d\">%s</text>%n", top + 12, cell.label()));
        for (int i = 0; i < PEERS.size(); i++) {
            double figure = perCpuSecond(PEERS.get(i), cell);
            int y = top + 17 + i * BAR_HEIGHT;
            double width = Math.max(2, BAR_WIDTH * figure / most);
            out.append(String.format(Locale.ROOT,
                    "<rect x=\"20\" y=\"%d\" width=\"%.1f\" height=\"9\" rx=\"1.5\" fill=\"%s\"/>"
                            + "<text class=\"figure\" x=\"%.1f\" y=\"%d\">%s</text>%n",
                    y, width, PEERS.get(i).colour(), 25 + width, y + 8, shortened(figure)));
        }
    }

    private double perCpuSecond(Peer peer, Cell cell) {
        return measurements.figure(peer.id(), cell.id()).perCpuSecond();
    }

    /** Three digits or so. */
    static String shortened(double figure) {
        if (figure >= 1e6) {
            return String.format(Locale.ROOT, "%.2f M", figure / 1e6);
        }
        if (figure >= 1e5) {
            return String.format(Locale.ROOT, "%.0f k", figure / 1e3);
        }
        return figure >= 1e4 ? String.format(Locale.ROOT, "%.1f k", figure / 1e3) : String.format(Locale.ROOT, "%.0f", figure);
    }
}
