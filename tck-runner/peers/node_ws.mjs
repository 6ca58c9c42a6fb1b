// npm ws: node node_ws.mjs PORT FOLDER, where FOLDER has node_modules/ws.
import { createRequire } from 'node:module';

const [port, folder] = process.argv.slice(2);
const { WebSocketServer } = createRequire(`${folder}/`)('ws');

const server = new WebSocketServer({
  host: '127.0.0.1', port: Number(port), path: '/echo', perMessageDeflate: true,
  maxPayload: 16 << 20, maxFragments: 0, maxBufferedChunks: 0, maxPendingAutoPongs: 0, // 0: no limit.
});
server.on('listening', () => console.log(`ws://127.0.0.1:${server.address().port}/echo`));
server.on('connection', peer => {
  peer.on('message', (data, binary) => peer.send(data, { binary }, () => {}));
  peer.on('error', () => {}); // What the case is about; the server closes.
});
