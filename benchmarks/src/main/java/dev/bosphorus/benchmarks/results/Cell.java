package dev.bosphorus.benchmarks.results;

import java.util.Locale;

/** What is measured; in the measurements it has its name in small letters. */
public enum Cell {
    BIN16_C64_D16("16 B binary, 64 connections, 16 in flight on each"),
    BIN16_C64_D1("16 B binary, 64 connections, 1 in flight on each"),
    BIN16_C1_D16("16 B binary, 1 connection, 16 in flight"),
    BIN16_C1_D1("16 B binary, 1 connection, 1 in flight"),
    BIN1K_C64("1 KiB binary, 64 connections"),
    BIN64K_C8("64 KiB binary, 8 connections"),
    BIN1M_C2("1 MiB binary, 2 connections"),
    TXT1K_C64("1 KiB ASCII text, 64 connections"),
    UTF1K_C64("1 KiB multi-byte text, 64 connections"),
    Z_JSON1K_C4("1 KiB JSON with permessage-deflate, 4 connections"),
    BCAST500("deliveries to 500 receivers, in a loop over getOpenSessions"),
    BCAST500_ASYNC("deliveries to 500 receivers, asynchronous sends in a loop"),
    ASYNC16_C64_D16("16 B binary, asynchronous, 64 connections, 16 in flight on each"),
    ASYNC16_C64_D1("16 B binary, asynchronous, 64 connections, 1 in flight on each"),
    HANDSHAKE("opening handshakes"),
    RATE20K_C64("128 B text, 64 connections, 20,000 messages a second in all"),
    SLOW1("4 KiB to 100 receivers of which one has stopped reading, blocking sends"),
    SLOW1_ASYNC("4 KiB to 100 receivers of which one has stopped reading, asynchronous sends"),
    CLIENT64_D16("16 B binary, 64 sessions of a client, 16 in flight on each"),
    CLIENT64_D1("16 B binary, 64 sessions of a client, 1 in flight on each"),
    CLIENT64_TXT1K_D16("1 KiB ASCII text, 64 sessions of a client, 16 in flight on each"),
    CLIENT64_TXT1K_D1("1 KiB ASCII text, 64 sessions of a client, 1 in flight on each"),
    IDLE5K("5,000 idle connections"),
    IDLE5K_Z("5,000 idle connections with permessage-deflate");

    private final String label;

    Cell(String label) {
        this.label = label;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }
}
