package dev.bosphorus.servlet.tomcat;

import dev.bosphorus.container.blocking.AdoptedConnections;
import dev.bosphorus.container.blocking.BufferPool;
import java.time.Duration;

/**
 * What the connections of one application share.
 *
 * @param adopted     takes connections over; {@code null} where there are no virtual threads
 * @param buffers     for those that stay with Tomcat
 * @param sendTimeout how long a write may wait for the peer
 */
record TomcatSettings(AdoptedConnections adopted, BufferPool buffers, Duration sendTimeout) {
}
