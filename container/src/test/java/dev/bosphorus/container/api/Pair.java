package dev.bosphorus.container.api;

import java.util.List;

/** Both sides of one connection. */
record Pair(Side server, Side client) {

    /** What is tested of one side, with the other as its peer. */
    interface Rule {
        void check(Side side, Side peer) throws Exception;
    }

    /** A rule holds on both sides. */
    void bothWays(Rule rule) throws Exception {
        rule.check(server, client);
        rule.check(client, server);
    }

    List<Side> sides() {
        return List.of(server, client);
    }
}
