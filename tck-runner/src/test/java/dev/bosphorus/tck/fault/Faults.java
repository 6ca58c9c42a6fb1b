package dev.bosphorus.tck.fault;

import static dev.bosphorus.tck.fault.Edit.answered;
import static dev.bosphorus.tck.fault.Edit.constant;
import static dev.bosphorus.tck.fault.Edit.enumConstant;
import static dev.bosphorus.tck.fault.Edit.joined;
import static dev.bosphorus.tck.fault.Edit.returning;
import static dev.bosphorus.tck.fault.Edit.unchecked;
import static dev.bosphorus.tck.fault.Edit.withoutCall;
import static dev.bosphorus.tck.fault.Fault.ofClient;
import static dev.bosphorus.tck.fault.Fault.ofServer;

import java.util.List;
import java.util.stream.Stream;

/** The faults: what implementers get wrong, one at a time. */
final class Faults {

    private static final String READER = "protocol.frame.HeaderReader";
    private static final String WRITER = "protocol.frame.HeaderWriter";
    private static final String MASKER = "protocol.frame.Masker";
    private static final String UTF8 = "protocol.frame.Utf8";
    private static final String CLOSE = "protocol.frame.CloseStatus";
    private static final String INBOUND = "protocol.engine.InboundHalf";
    private static final String OUTBOUND = "protocol.engine.OutboundHalf";
    private static final String ENGINE = "protocol.engine.WebSocketEngine";
    private static final String COORDINATION = "connection.Connection$Coordination";
    private static final String SERVER_HANDSHAKE = "protocol.handshake.ServerHandshake";
    private static final String CLIENT_HANDSHAKE = "protocol.handshake.ClientHandshake";
    private static final String KEY = "protocol.handshake.AcceptKey";
    private static final String DEFLATE = "protocol.extension.PerMessageDeflate";
    private static final String AGREED = "protocol.extension.PerMessageDeflate$Agreed";
    private static final String DEFLATER = "protocol.extension.DeflateTransform";
    private static final String INFLATER = "protocol.extension.InflateTransform";

    private Faults() {
    }

    static List<Fault> all() {
        return Stream.of(framing(), messages(), closing(), handshake(), deflate(), client()).flatMap(List::stream).toList();
    }

    private static List<Fault> framing() {
        return List.of(
                ofServer("takes a short length in 16 bits", READER, "checkLength", constant(126, 0),
                        "framing/illegal-length/text-125-as-16-bits", "framing/illegal-length/binary-0-as-16-bits"),
                ofServer("takes a short length in 64 bits", READER, "checkLength", constant(0x10000, 0),
                        "framing/illegal-length/binary-65535-as-64-bits", "framing/illegal-length/binary-126-as-64-bits"),
                ofServer("writes a length of 126 in 7 bits", WRITER, "length write", constant(125, 126),
                        "framing/length/text-126", "framing/length/binary-126"),
                ofServer("writes a length of 65535 in 64 bits", WRITER, "length write", constant(0xFFFF, 0xFFFE),
                        "framing/length/binary-65535"),
                ofServer("writes a length of 65536 in 16 bits", WRITER, "length write", constant(0xFFFF, 0x10000),
                        "framing/length/binary-65536"),
                ofServer("takes frames that are not masked", READER, "takeSecond", unchecked("is not masked"),
                        "framing/mask/wrong-text", "framing/mask/wrong-empty-ping"),
                ofServer("begins the masking key anew where TCP has cut a frame", MASKER, "keyAfter", constant(Byte.SIZE, 0),
                        "size/binary/1024-kib"),
                ofServer("masks every second group of four bytes with half of the key", MASKER, "mask", constant(0xFFFFFFFFL, 0xFFFFL),
                        "framing/mask/key-7ffefdfc-length-8"),
                ofServer("overlooks the second and the third reserved bit", READER, "rsv", constant(0x70, 0x40),
                        "framing/reserved-bits/001-text"),
                ofServer("takes opcodes from 12 on for those from 8 on", "protocol.frame.Opcode", "of", constant(0xF, 0xB),
                        "framing/opcode/0xc-empty", "framing/opcode/0xd-with-payload"),
                ofServer("says the wrong thing of violations", READER, "violation", constant(1002, 1003),
                        "framing/opcode/0x3-empty"));
    }

    private static List<Fault> messages() {
        return List.of(
                ofServer("takes a message within a message, and a continuation of none", READER, "takeFirst", unchecked("continuation of no message"),
                        "fragmentation/continuation/at-first-final"),
                ofServer("takes control frames in fragments", READER, "takeFirst", unchecked("fragmented control frame"),
                        "control/ping/fragmented", "control/pong/fragmented"),
                ofServer("takes long control frames", READER, "takeSecond", unchecked("more than 125 bytes"),
                        "control/ping/too-long-126", "control/pong/too-long-1000"),
                ofServer("leaves Pings without an answer", ENGINE, "answer", withoutCall("answer"),
                        "control/ping/0-bytes", "control/between/text-ping-is-answered-at-once"),
                ofServer("answers Pings with nothing in the Pong", OUTBOUND, "answer", answered("remaining", 0),
                        "control/ping/125-bytes"),
                ofServer("takes surrogates for characters", UTF8, "<clinit>", constant(0x9F, 0xBF),
                        "utf-8/invalid/whole-surrogate-d800", "utf-8/invalid/whole-pair-of-surrogates", "utf-8/fail-fast/within-frame-surrogate-dfff"),
                ofServer("takes characters in too many bytes", UTF8, "<clinit>", constant(0xA0, 0x80),
                        "utf-8/invalid/whole-overlong-3-highest-each-byte-a-fragment"),
                ofServer("takes characters beyond the last", UTF8, "<clinit>", constant(0x8F, 0xBF),
                        "utf-8/invalid/whole-beyond-10ffff"),
                ofServer("takes a text of several parts that ends within a character", INBOUND, "isValid", answered("isComplete", 1),
                        "utf-8/truncated/c2-then-empty-fragment", "utf-8/truncated/f48fbf-then-empty-fragment"),
                ofServer("takes what the JDK has put in place of what is no UTF-8", UTF8, "decode", answered("indexOf", -1),
                        "utf-8/truncated/c2", "utf-8/invalid/after-8-ascii"),
                ofServer("looks for UTF-8 in binary messages", INBOUND, "beginMessage", enumConstant("TEXT", "BINARY"),
                        "utf-8/binary/lone-continuation-80"),
                ofServer("sets no bound to a request's head", "protocol.frame.ProtocolLimits", "<clinit>", constant(16 * 1024, 16 << 20),
                        "server-handshake/large/field-of-1-mib"));
    }

    private static List<Fault> closing() {
        return List.of(
                ofServer("takes close codes that must not be sent", CLOSE, "isLegalOnWire", constant(1003, 1006),
                        "closing/code/1005", "closing/all-codes/1000-to-1099"),
                ofServer("knows no close codes from 3000 on", CLOSE, "isLegalOnWire", constant(4999, 2999),
                        "closing/code/3000", "closing/code/4999-with-reason"),
                ofServer("takes a reason that is no UTF-8", CLOSE, "parse", unchecked("is not UTF-8"),
                        "utf-8/close-reason/c2"),
                ofServer("leaves a Close without an answer", ENGINE, "closeReceived", withoutCall("close"),
                        "closing/body/none", "closing/code/1000"),
                ofServer("waits for the client to end TCP", COORDINATION, "take", withoutCall("shutdownOutput"),
                        "closing/handshake/server-ends-tcp"));
    }

    private static List<Fault> handshake() {
        return List.of(
                ofServer("joins another GUID to the key", KEY, "answer", joined("258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                        "258EAFA5-E914-47DA-95CA-5AB0DC85B11C"),
                        "server-handshake/key/of-the-standard", "server-handshake/accept/plain"),
                ofServer("does not look at the version", SERVER_HANDSHAKE, "examineVersion", returning(null),
                        "server-handshake/version/14", "server-handshake/missing/Sec-WebSocket-Version"),
                ofServer("takes any key", KEY, "isValid", returning(1),
                        "server-handshake/key/of-15-bytes", "server-handshake/key/not_base64_at_all_-19"),
                ofServer("does not look for Connection", SERVER_HANDSHAKE, "examineUpgrade", answered("hasToken", 1),
                        "server-handshake/connection/close", "server-handshake/missing/Connection"),
                ofServer("takes what is no version of HTTP", "protocol.handshake.HttpHead", "requireVersion", unchecked("version is malformed"),
                        "server-handshake/http-version/HTTP-1.1x", "server-handshake/http-version/HTTQ-1.1"));
    }

    private static List<Fault> deflate() {
        return List.of(
                ofServer("refers to more than the window that was agreed on", AGREED, "openOutbound", answered("windowBits", 15),
                        "deflate-parameters/offer/server-takeover-client-takeover-server-9-client-absent",
                        "deflate-parameters/offer/server-none-client-none-server-14-client-any"),
                ofServer("refers to earlier messages though that was ruled out", AGREED, "openOutbound", answered("takeover", 1),
                        "deflate-parameters/offer/server-none-client-takeover-server-absent-client-absent"),
                ofServer("forgets earlier messages that the client may refer to", AGREED, "openInbound", answered("takeover", 0),
                        "deflate/example/window-shared"),
                ofServer("keeps a small window of what comes", INFLATER, "<init>", answered("max", 9),
                        "deflate-parameters/offer/server-takeover-client-takeover-server-absent-client-absent"),
                ofServer("sends the empty block at the end", DEFLATER, "writeChunk", constant(4, 0),
                        "deflate/message/text-1000"),
                ofServer("takes the bit for compression in any frame", READER, "takeFirst", unchecked("reserved bit set"),
                        "deflate/frame/rsv1-in-ping", "deflate/frame/rsv1-in-continuation"),
                ofServer("takes any size of a window", DEFLATE, "isWindow", returning(1),
                        "deflate-parameters/unlawful/server_max_window_bits_7-24"));
    }

    private static List<Fault> client() {
        return List.of(
                ofClient("takes frames that are masked", READER, "takeSecond", unchecked("is masked"),
                        "framing/mask/wrong-text", "framing/mask/wrong-binary"),
                ofClient("masks nothing", OUTBOUND, "<init>", enumConstant("CLIENT", "SERVER"),
                        "framing/length/text-1", "control/ping/0-bytes"),
                ofClient("has one key for all frames", "runtime.MaskingKeys", "getAsInt", returning(0x01020304),
                        "framing/mask/keys-are-no-constant"),
                ofClient("sends one key with every handshake", "client.ClientRequest", "randomBytes", withoutCall("nextBytes"),
                        "client-handshake/request/key-is-no-constant"),
                ofClient("does not look at Sec-WebSocket-Accept", CLIENT_HANDSHAKE, "acceptedSubprotocol", unchecked("does not prove"),
                        "client-handshake/refuse/accept-of-another-key", "client-handshake/refuse/accept-missing"),
                ofClient("does not look for Upgrade", CLIENT_HANDSHAKE, "acceptedSubprotocol", unchecked("has no Upgrade"),
                        "client-handshake/refuse/upgrade-missing", "client-handshake/refuse/upgrade-other"),
                ofClient("takes a subprotocol that it has not offered", CLIENT_HANDSHAKE, "acceptedSubprotocol", unchecked("was not offered"),
                        "client-handshake/refuse/subprotocol-not-asked-for"),
                ofClient("ends TCP first", COORDINATION, "endsOutput", enumConstant("CLIENT", "SERVER"),
                        "closing/handshake/client-waits-for-server"),
                ofClient("takes any answer to its offer of compression", DEFLATE, "wellFormed", returning(1),
                        "client-handshake/refuse/extension-with-unknown-parameter"),
                ofClient("refers to more than the window that the server wants", AGREED, "openOutbound", answered("windowBits", 15),
                        "deflate-parameters/answer/server-takeover-client-takeover-server-15-client-9"));
    }
}
