package dev.bosphorus.container.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** TLS without renegotiation: a new handshake within a connection costs us far more than the peer. */
final class TlsHandler extends SslHandler {

    TlsHandler(SSLEngine engine, Executor workers) {
        super(engine, workers);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws SSLException {
        boolean established = handshakeFuture().isSuccess();
        super.decode(context, in, out);
        SSLEngine engine = engine();
        // TLS 1.3 has none. A close_notify to be answered looks like a handshake, too.
        if (established && !engine.isInboundDone() && !engine.isOutboundDone()
                && engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
                && !engine.getSession().getProtocol().equals("TLSv1.3")) {
            throw new SSLException("TLS is not renegotiated");
        }
    }
}
