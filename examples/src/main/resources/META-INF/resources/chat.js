// chat.v1: JSON objects with a type. We send say {text} and ping {at}; we get welcome, joined, left, said, pong, problem.
import { Connection, showStatus } from './connection.js';

const MAX_LINES = 500;

const join = document.getElementById('join');
const talking = document.getElementById('talking');
const talk = document.getElementById('talk');
const say = document.getElementById('say');
const people = document.getElementById('people');
let me = '';

const connection = new Connection({
  path: '',
  protocols: ['chat.v1'],
  probe: () => send({ type: 'ping', at: performance.now() }),
});

const onEvent = {
  welcome({ room, you, members }) {
    me = you;
    note(`You are ${you} in ${room}.`);
    showPeople(members);
  },
  joined({ name, members }) {
    note(`${name} came in.`);
    showPeople(members);
  },
  left({ name, members }) {
    note(`${name} left.`);
    showPeople(members);
  },
  said: showMessage,
  pong: ({ at }) => connection.answered(at),
  problem: ({ text }) => note(text),
};

function send(command) {
  return connection.send(JSON.stringify(command));
}

function showMessage({ name, text, at }) {
  const item = element('li', name === me ? 'mine' : '');
  const who = element('b', '', name);
  const time = element('time', '', new Date(at).toLocaleTimeString());
  time.dateTime = new Date(at).toISOString();
  who.append(time);
  item.append(who, element('span', 'said', text));
  append(item);
}

function note(text) {
  append(element('li', 'note', text));
}

function append(item) {
  const atEnd = talk.scrollTop + talk.clientHeight > talk.scrollHeight - 60;
  talk.append(item);
  while (talk.childElementCount > MAX_LINES) {
    talk.firstElementChild.remove();
  }
  if (atEnd) {
    talk.scrollTop = talk.scrollHeight;
  }
}

function showPeople(names) {
  people.replaceChildren(...names.map(name => element('li', '', name === me ? `${name} (you)` : name)));
}

function element(tag, className, text = '') {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function enter() {
  const { name, room } = join.elements;
  if (!join.reportValidity()) {
    return;
  }
  connection.path = `chat/${encodeURIComponent(room.value)}?name=${encodeURIComponent(name.value)}`;
  history.replaceState(null, '', `?room=${encodeURIComponent(room.value)}&name=${encodeURIComponent(name.value)}`);
  connection.open();
}

join.addEventListener('submit', event => {
  event.preventDefault();
  enter();
});
say.addEventListener('submit', event => {
  event.preventDefault();
  const { text } = say.elements;
  if (text.value.trim() && send({ type: 'say', text: text.value })) {
    text.value = '';
  }
  text.focus();
});
connection.addEventListener('open', () => {
  join.hidden = true;
  talking.hidden = false;
  say.elements.text.focus();
});
connection.addEventListener('message', ({ detail }) => {
  const event = JSON.parse(detail);
  onEvent[event.type]?.(event);
});
connection.addEventListener('close', ({ detail: { code, reason } }) => {
  note(`The connection is closed: ${code} ${reason}`);
  showPeople([]);
  talking.hidden = false;
  join.hidden = false;
});

showStatus(connection, document.getElementById('status'), enter);
const query = new URLSearchParams(location.search);
if (query.has('room')) {
  join.elements.room.value = query.get('room');
}
if (query.has('name')) {
  join.elements.name.value = query.get('name');
  enter();
} else {
  join.elements.name.focus();
}
