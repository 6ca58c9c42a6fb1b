// board.v1: binary messages, big-endian, each one or more records that begin with a tag byte (Tag.java has the same table).
import { Connection, showStatus } from './connection.js';

const WELCOME = 1; // from the server: red, green, blue
const LINE = 2; //    to: width, points; from: red, green, blue, width, count of points (2 bytes), points
const CLEAR = 3;
const PEOPLE = 4; //  from the server: count (2 bytes)
const PING = 5; //    to and from: 8 bytes of ours
const MAX_POINTS = 512;
const FULL = 65535; // a coordinate at the right or lower edge
const KEY_STEP = FULL / 100;

const canvas = document.getElementById('board');
const pen = canvas.getContext('2d');
const width = document.getElementById('width');
const go = document.getElementById('go');
let colour = '#000';
/** The line under way; while the pen is down, the next message begins at the last point of this one. */
let points = [];
let unsent = 0;
let drawing = false;
let scheduled = false;
const key = { x: FULL / 2, y: FULL / 2, down: false };

const connection = new Connection({
  path: '',
  protocols: ['board.v1'],
  probe() {
    const ping = new DataView(new ArrayBuffer(9));
    ping.setUint8(0, PING);
    ping.setFloat64(1, performance.now());
    connection.send(ping.buffer);
  },
});

function read(buffer) {
  const view = new DataView(buffer);
  let at = 0;
  const u8 = () => view.getUint8(at++);
  const u16 = () => (at += 2, view.getUint16(at - 2));
  const rgb = () => `rgb(${u8()} ${u8()} ${u8()})`;
  const readers = {
    [WELCOME]() {
      colour = rgb();
      document.getElementById('colour').style.background = colour;
      wipe();
    },
    [LINE]() {
      const [ink, thousandths, count] = [rgb(), u8(), u16()];
      paint(ink, thousandths, Array.from({ length: count }, () => ({ x: u16(), y: u16() })));
    },
    [CLEAR]: wipe,
    [PEOPLE]() {
      const n = u16();
      document.getElementById('people').textContent = n === 1 ? 'only you' : `${n} people`;
    },
    [PING]() {
      connection.answered(view.getFloat64(at));
      at += 8;
    },
  };
  while (at < view.byteLength) {
    readers[u8()]();
  }
}

function paint(ink, thousandths, line) {
  const scale = ({ x, y }) => [x / FULL * canvas.width, y / FULL * canvas.height];
  pen.strokeStyle = ink;
  pen.lineWidth = thousandths / 1000 * canvas.width;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.beginPath();
  pen.moveTo(...scale(line[0]));
  line.forEach(point => pen.lineTo(...scale(point)));
  pen.stroke();
}

function wipe() {
  pen.clearRect(0, 0, canvas.width, canvas.height);
}

/** Shows a new point at once and sends all points of one frame together. */
function draw(point) {
  points.push(point);
  unsent++;
  paint(colour, width.valueAsNumber, points.slice(-2));
  if (points.length === MAX_POINTS) {
    flush();
  } else if (!scheduled) {
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      flush();
    });
  }
}

function flush() {
  if (unsent === 0) {
    return;
  }
  const message = new DataView(new ArrayBuffer(2 + 4 * points.length));
  message.setUint8(0, LINE);
  message.setUint8(1, width.valueAsNumber);
  points.forEach(({ x, y }, i) => {
    message.setUint16(2 + 4 * i, x);
    message.setUint16(4 + 4 * i, y);
  });
  connection.send(message.buffer);
  points = points.slice(-1);
  unsent = 0;
}

function penUp() {
  drawing = false;
  flush();
  points = [];
}

function onBoard(event) {
  const box = canvas.getBoundingClientRect();
  const clamp = share => Math.round(Math.min(1, Math.max(0, share)) * FULL);
  return { x: clamp((event.clientX - box.left) / box.width), y: clamp((event.clientY - box.top) / box.height) };
}

canvas.addEventListener('pointerdown', event => {
  if (event.button === 0) {
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    points = [];
    draw(onBoard(event));
  }
});
canvas.addEventListener('pointermove', event => {
  if (drawing) {
    const moves = event.getCoalescedEvents?.() ?? [];
    (moves.length ? moves : [event]).forEach(move => draw(onBoard(move)));
  }
});
for (const end of ['pointerup', 'pointercancel']) {
  canvas.addEventListener(end, penUp);
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
canvas.addEventListener('keydown', event => {
  if (event.key === ' ') {
    key.down = !key.down;
  } else if (STEPS[event.key]) {
    const [dx, dy] = STEPS[event.key];
    key.x = Math.min(FULL, Math.max(0, key.x + dx * KEY_STEP));
    key.y = Math.min(FULL, Math.max(0, key.y + dy * KEY_STEP));
  } else {
    return;
  }
  event.preventDefault();
  if (key.down) {
    draw({ x: Math.round(key.x), y: Math.round(key.y) });
  } else {
    penUp();
  }
});

function enter() {
  const { name } = go.elements;
  if (go.reportValidity()) {
    connection.path = `board/${encodeURIComponent(name.value)}`;
    history.replaceState(null, '', `?name=${encodeURIComponent(name.value)}`);
    connection.open();
  }
}

document.getElementById('clear').addEventListener('click', () => connection.send(Uint8Array.of(CLEAR)));
document.getElementById('tools').addEventListener('submit', event => event.preventDefault());
go.addEventListener('submit', event => {
  event.preventDefault();
  if (connection.state === 'closed') {
    enter();
  } else {
    connection.addEventListener('close', enter, { once: true });
    connection.close(1000, 'another board');
  }
});
connection.addEventListener('message', event => read(event.detail));
connection.addEventListener('close', () => {
  document.getElementById('people').textContent = 'nobody';
});

showStatus(connection, document.getElementById('status'), enter);
go.elements.name.value = new URLSearchParams(location.search).get('name') ?? 'harbour';
enter();
