// Has npm ws tested: node node_ws.mjs ws://localhost:PORT FOLDER, where FOLDER has node_modules/ws.
import { once } from 'node:events';
import { createRequire } from 'node:module';

const [server, folder] = process.argv.slice(2);
const WebSocket = createRequire(`${folder}/`)('ws');

/** The one message that /count and /report say. */
async function ask(url) {
  const peer = new WebSocket(url);
  const [message] = await once(peer, 'message');
  await once(peer, 'close');
  return String(message);
}

function echo(url) {
  return new Promise(resolve => {
    // 0: no limit.
    const peer = new WebSocket(url, { maxPayload: 0, maxFragments: 0, maxBufferedChunks: 0, maxPendingAutoPongs: 0 });
    peer.on('message', (data, binary) => peer.send(data, { binary }, () => {}));
    peer.on('error', () => {}); // Many a case wants it so; close follows.
    peer.on('close', resolve);
  });
}

const count = Number(await ask(`${server}/count`));
let number = 0;
await Promise.all(Array.from({ length: 8 }, async () => {
  while (number < count) {
    await echo(`${server}/case/${++number}`);
  }
}));
await ask(`${server}/report`);
