// Talks to an echo endpoint with npm ws: node_ws.mjs <url> <deflate|plain> <folder of ws>. One line per case, "done" at the end.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';

const [url, mode, folder] = process.argv.slice(2);
const WebSocket = createRequire(`${folder}/`)('ws');
const SIZES = [0, 1, 125, 126, 65535, 65536, 1024 * 1024, 16 * 1024 * 1024];
const FRAGMENT = 50_000;

/** That many bytes of UTF-8, of 1 to 4 bytes a character. */
function textOf(size) {
  const piece = Buffer.from('Boğaziçi 🌊 ');
  return Buffer.concat([...Array(Math.floor(size / piece.length)).fill(piece), Buffer.alloc(size % piece.length, 'x')]);
}

function send(data, binary, fragmented) {
  if (!fragmented) {
    return peer.send(data, { binary });
  }
  for (let at = 0; at < data.length; at += FRAGMENT) {
    peer.send(data.subarray(at, at + FRAGMENT), { binary, fin: at + FRAGMENT >= data.length });
  }
}

const peer = new WebSocket(url, { perMessageDeflate: mode === 'deflate', maxPayload: 0 });
await once(peer, 'open');
console.log(['extensions', peer.extensions].filter(Boolean).join(' '));
for (const size of SIZES) {
  for (const [binary, message] of [[false, textOf(size)], [true, randomBytes(size)]]) {
    for (const fragmented of size > FRAGMENT ? [false, true] : [false]) {
      send(message, binary, fragmented);
      const [back, isBinary] = await once(peer, 'message');
      const same = isBinary === binary && message.equals(back);
      console.log(same ? 'same' : 'DIFFERENT', binary ? 'binary' : 'text', size, fragmented ? 'fragmented' : '');
    }
  }
}
peer.ping('ping');
const [pong] = await once(peer, 'pong');
console.log('pong', String(pong));
peer.close(4001, 'done');
const [code, reason] = await once(peer, 'close');
console.log('closed', code, String(reason));
console.log('done');
