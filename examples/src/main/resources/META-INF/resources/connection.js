// A WebSocket that can be opened again, and the panel that shows how it fares.

const STATES = ['connecting', 'open', 'closing', 'closed'];
const PROBE_EVERY_MS = 2000;
const LOOK_EVERY_MS = 250;

/** The ws: or wss: URL of a path on the server this page came from. */
export function urlOf(path) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/**
 * Events: `open`, `message` (detail: string or ArrayBuffer), `close` (detail: CloseEvent) and `change`, whenever something
 * that the panel shows is different.
 *
 * `probe`, called every two seconds while the connection is open, sends whatever the endpoint answers; who sees the answer
 * calls `answered(then)` with the performance.now() of that moment.
 */
export class Connection extends EventTarget {
  #socket = null;
  #timers = [];
  #rtt = null;
  #lastClose = '';

  constructor({ path, protocols = [], probe = () => {} }) {
    super();
    this.path = path;
    this.protocols = protocols;
    this.probe = probe;
  }

  /** Connects, unless connected already. `path` may be set anew before. */
  open() {
    if (this.#socket && this.state !== 'closed') {
      return;
    }
    const socket = new WebSocket(urlOf(this.path), this.protocols);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#rtt = null;
    this.#lastClose = '';
    socket.onopen = () => {
      this.#timers = [setInterval(() => this.probe(), PROBE_EVERY_MS), setInterval(() => this.#changed(), LOOK_EVERY_MS)];
      this.#tell('open');
      this.probe();
    };
    socket.onmessage = event => this.#tell('message', event.data);
    socket.onclose = event => {
      this.#timers.forEach(clearInterval);
      this.#lastClose = event.reason ? `${event.code} ${event.reason}` : String(event.code);
      this.#tell('close', event);
    };
    this.#changed();
  }

  /** Whether the connection is open; sends nothing otherwise. */
  send(data) {
    if (this.state !== 'open') {
      return false;
    }
    this.#socket.send(data);
    this.#changed();
    return true;
  }

  /** Throws what WebSocket.close throws for a code or reason that is not allowed. */
  close(code = 1000, reason = '') {
    this.#socket?.close(code, reason);
    this.#changed();
  }

  answered(then) {
    this.#rtt = performance.now() - then;
    this.#changed();
  }

  get state() { return this.#socket ? STATES[this.#socket.readyState] : 'closed'; }
  get subprotocol() { return this.#socket?.protocol ?? ''; }
  get extensions() { return this.#socket?.extensions ?? ''; }
  get bufferedAmount() { return this.#socket?.bufferedAmount ?? 0; }
  get roundTrip() { return this.#rtt; }
  get lastClose() { return this.#lastClose; }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

const ROWS = [
  ['state', 'State', c => (c.state === 'closed' && c.lastClose ? `closed (${c.lastClose})` : c.state)],
  ['subprotocol', 'Subprotocol', c => c.subprotocol || 'none'],
  ['extensions', 'Extensions', c => c.extensions || 'none'],
  ['buffered', 'bufferedAmount', c => bytes(c.bufferedAmount)],
  ['rtt', 'Round trip', c => (c.roundTrip === null ? '–' : `${c.roundTrip.toFixed(1)} ms`)],
];

/** Fills `panel` with the live state of the connection and a button that connects or disconnects. */
export function showStatus(connection, panel, reconnect = () => connection.open()) {
  const list = document.createElement('dl');
  const cells = ROWS.map(([key, title]) => {
    const name = document.createElement('dt');
    name.textContent = title;
    const value = document.createElement('dd');
    value.dataset.status = key;
    list.append(name, value);
    return value;
  });
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'plain';
  button.onclick = () => (connection.state === 'closed' ? reconnect() : connection.close());
  panel.classList.add('status');
  panel.replaceChildren(list, button);

  const show = () => {
    panel.dataset.state = connection.state;
    ROWS.forEach(([, , value], i) => set(cells[i], value(connection)));
    set(button, connection.state === 'closed' ? 'Reconnect' : 'Disconnect');
    button.disabled = connection.state === 'closing';
  };
  connection.addEventListener('change', show);
  show();
}

/** 1536 as "1.5 KiB". */
export function bytes(n) {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let i = 0;
  for (; n >= 1024 && i < units.length - 1; i++) {
    n /= 1024;
  }
  return `${Number.isInteger(n) ? n : n.toFixed(1)} ${units[i]}`;
}

function set(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
