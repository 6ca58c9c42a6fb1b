package dev.bosphorus.tck.wire.peer;

import java.io.IOException;

/** The opening handshake (RFC 6455, 4) of either side. */
public sealed interface Opening extends AutoCloseable permits OpeningAsClient, OpeningAsServer {

    /** Opens a connection without extensions. @throws UnmetException where the subject does not do its part of the handshake */
    Connection open() throws UnmetException, IOException;

    /** Offers permessage-deflate to a server. @return {@code null} where it declines */
    DeflateAgreement offer(String offer) throws UnmetException, IOException;

    /** Accepts a client's offer of permessage-deflate so. @throws UnsupportedException where the offer does not permit it */
    void accept(DeflateAgreement wanted) throws UnmetException, UnsupportedException, IOException;

    /** The connection that was opened last. */
    Connection connection();

    /** Cuts all connections. */
    @Override
    void close();
}
