package dev.bosphorus.benchmarks.compare;

import dev.bosphorus.benchmarks.results.Cell;
import java.util.List;

/**
 * What is asked of a server, or of a client.
 *
 * @param connections that are open at once; of a broadcast, all receive and the first one sends
 * @param depth       messages in flight: on each connection, or broadcasts in all
 * @param bytes       of a message
 */
record Load(Cell cell, Mode mode, String path, int connections, int depth, int bytes, Content content) {

    enum Mode { ECHO, BROADCAST, HANDSHAKE, CLIENT }

    static final List<Load> ALL = List.of(
            new Load(Cell.BIN16_C64_D16, Mode.ECHO, "/echo", 64, 16, 16, Content.BINARY),
            new Load(Cell.BIN16_C64_D1, Mode.ECHO, "/echo", 64, 1, 16, Content.BINARY),
            new Load(Cell.BIN1K_C64, Mode.ECHO, "/echo", 64, 1, 1024, Content.BINARY),
            new Load(Cell.BIN64K_C8, Mode.ECHO, "/echo-big", 8, 1, 64 << 10, Content.BINARY),
            new Load(Cell.BIN1M_C2, Mode.ECHO, "/echo-big", 2, 1, 1 << 20, Content.BINARY),
            new Load(Cell.TXT1K_C64, Mode.ECHO, "/echo", 64, 1, 1024, Content.ASCII),
            new Load(Cell.UTF1K_C64, Mode.ECHO, "/echo", 64, 1, 1024, Content.MULTI_BYTE),
            new Load(Cell.Z_JSON1K_C4, Mode.ECHO, "/echo", 4, 4, 1024, Content.DEFLATED_JSON),
            new Load(Cell.BCAST500, Mode.BROADCAST, "/broadcast", 500, 4, 128, Content.BINARY),
            new Load(Cell.HANDSHAKE, Mode.HANDSHAKE, "/echo", 16, 1, 16, Content.BINARY));

    static final List<Load> OF_CLIENTS = List.of(
            new Load(Cell.CLIENT64_D16, Mode.CLIENT, "/echo", 64, 16, 16, Content.BINARY),
            new Load(Cell.CLIENT64_D1, Mode.CLIENT, "/echo", 64, 1, 16, Content.BINARY),
            new Load(Cell.CLIENT64_TXT1K_D16, Mode.CLIENT, "/echo", 64, 16, 1024, Content.ASCII),
            new Load(Cell.CLIENT64_TXT1K_D1, Mode.CLIENT, "/echo", 64, 1, 1024, Content.ASCII));

    String id() {
        return cell.id();
    }

    /** The same with few connections, to warm a peer up. */
    Load few() {
        return new Load(cell, mode, path, Math.min(connections, mode == Mode.BROADCAST ? 50 : 4), depth, bytes, content);
    }
}
