import { Connection, bytes, showStatus } from './connection.js';

const MAX_LOG_LINES = 500;
const MAX_TEXT_SHOWN = 200;
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
const MAX_RANDOM_CALL = 65536; // crypto.getRandomValues gives no more at once
const PROBE = 'round trip';

const log = document.getElementById('log');
const endpoint = document.getElementById('endpoint');
/** What was sent and has not come back: echoes come in order. */
let pending = [];

const connection = new Connection({
  path: endpoint.value,
  // Only while nothing else is under way: a probe behind 16 MiB would measure those.
  probe: () => pending.length === 0 && send(PROBE, true),
});

function send(data, hidden = false) {
  if (!connection.send(data)) {
    return line('!', 'not connected', 'bad');
  }
  pending.push({ data, hidden, sentAt: performance.now() });
  if (!hidden) {
    line('→', describe(data));
  }
}

function received(data) {
  const { data: sent, hidden, sentAt } = pending.shift() ?? {};
  connection.answered(sentAt);
  if (!hidden) {
    const same = equal(sent, data);
    const took = (performance.now() - sentAt).toFixed(1);
    line('←', `${describe(data)} ${same ? 'same' : 'NOT THE SAME'} after ${took} ms`, same ? '' : 'bad');
  }
}

function equal(a, b) {
  if (typeof a === 'string' || typeof b === 'string') {
    return a === b;
  }
  const [x, y] = [new Uint8Array(a), new Uint8Array(b)];
  return x.length === y.length && x.every((byte, i) => byte === y[i]);
}

function describe(data) {
  if (typeof data !== 'string') {
    return `binary, ${bytes(data.byteLength)}`;
  }
  return data.length > MAX_TEXT_SHOWN
    ? `text, ${data.length} characters: ${data.slice(0, MAX_TEXT_SHOWN)}…`
    : `text: ${data}`;
}

function line(sign, text, kind = '') {
  const item = document.createElement('li');
  const time = document.createElement('time');
  const now = new Date();
  time.dateTime = now.toISOString();
  time.textContent = now.toISOString().slice(11, 23);
  const arrow = document.createElement('span');
  arrow.textContent = sign;
  const what = document.createElement('span');
  what.textContent = text;
  what.className = kind;
  item.append(time, arrow, what);
  const atEnd = log.scrollTop + log.clientHeight > log.scrollHeight - 40;
  log.append(item);
  while (log.childElementCount > MAX_LOG_LINES) {
    log.firstElementChild.remove();
  }
  if (atEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

function randomBytes(size) {
  const data = new Uint8Array(size);
  for (let at = 0; at < size; at += MAX_RANDOM_CALL) {
    crypto.getRandomValues(data.subarray(at, at + MAX_RANDOM_CALL));
  }
  return data.buffer;
}

function onSubmit(id, handle) {
  document.getElementById(id).addEventListener('submit', event => {
    event.preventDefault();
    handle(event.target.elements);
  });
}

onSubmit('text', ({ text }) => send(text.value));
onSubmit('random', ({ size, times }) => {
  for (let i = 0; i < times.valueAsNumber; i++) {
    send(randomBytes(size.valueAsNumber));
  }
});
onSubmit('file', async ({ file }) => {
  const [chosen] = file.files;
  if (chosen.size > MAX_MESSAGE_BYTES) {
    return line('!', `${chosen.name} has more than 16 MiB`, 'bad');
  }
  send(await chosen.arrayBuffer());
});
onSubmit('close', ({ code, reason }) => {
  try {
    connection.close(code.valueAsNumber, reason.value);
  } catch (notAllowed) {
    line('!', notAllowed.message, 'bad');
  }
});

connection.addEventListener('open', () => {
  pending = [];
  line('•', `open, extensions: ${connection.extensions || 'none'}`, 'note');
});
connection.addEventListener('message', event => received(event.detail));
connection.addEventListener('close', ({ detail: { code, reason, wasClean } }) => {
  line('•', `closed ${wasClean ? 'cleanly' : 'abruptly'}: ${code} ${reason}`, wasClean ? 'note' : 'bad');
  if (connection.path !== endpoint.value) {
    connect();
  }
});
endpoint.addEventListener('change', () => {
  if (connection.state === 'closed') {
    connect();
  } else if (connection.path !== endpoint.value) {
    connection.close(1000, 'another endpoint');
  }
});

function connect() {
  connection.path = endpoint.value;
  connection.open();
}

showStatus(connection, document.getElementById('status'), connect);
connect();
