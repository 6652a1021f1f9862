'use strict';

const GREETING = 'Hi From the Client!';
const MOST_LINES = 500;

// RFC 6455 section 7.4.1 and the registry that grew from it.
const CLOSE_NAMES = {
  1000: 'normal closure',
  1001: 'going away',
  1002: 'protocol error',
  1003: 'unsupported data',
  1005: 'no code given',
  1006: 'no close frame came',
  1007: 'invalid payload data',
  1008: 'policy violation',
  1009: 'message too big',
  1010: 'mandatory extension',
  1011: 'internal error',
  1012: 'service restart',
  1013: 'try again later',
  1014: 'bad gateway',
};

const state = { connection: 'closed', lines: [] };
const shown = new WeakSet();
const element = (id) => document.getElementById(id);
let socket = null;

function addressOfThisServer() {
  // Opened from disk there is no host to go by: the server's default stands in for it.
  if (location.protocol === 'file:') {
    return 'ws://localhost:8080/ws';
  }
  const address = new URL('ws', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}

function note(kind, text) {
  state.lines.push({ kind, text, time: new Date() });
  state.lines = state.lines.slice(-MOST_LINES);
  render(state);
}

function connect() {
  if (socket !== null && socket.readyState !== WebSocket.CLOSED) {
    // One at a time: the new one is opened when the old one is closed, and its end has been shown.
    socket.addEventListener('close', connect);
    socket.close(1000);
    state.connection = 'closing';
    render(state);
    return;
  }
  state.connection = 'connecting';
  render(state);
  try {
    socket = new WebSocket(element('url').value.trim());
  } catch (refused) {
    state.connection = 'closed';
    note('error', `WebSocket error: ${refused.message}`);
    return;
  }
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    state.connection = 'open';
    note('opened', 'WebSocket connection opened.');
    send(GREETING);
  };
  socket.onmessage = (event) => {
    const text = typeof event.data === 'string' ? event.data : `(binary, ${event.data.byteLength} bytes)`;
    note('received', `Received message: ${text}`);
  };
  // The browser tells a page no more than that; the close event that follows has the code.
  socket.onerror = () => note('error', 'WebSocket error');
  socket.onclose = (event) => {
    state.connection = 'closed';
    const name = CLOSE_NAMES[event.code] ? ` (${CLOSE_NAMES[event.code]})` : '';
    const reason = event.reason === '' ? '' : `, reason: ${event.reason}`;
    note('closed', `WebSocket connection closed. Code ${event.code}${name}${reason}`);
  };
}

function send(text) {
  socket.send(text);
  note('sent', `Sent message: ${text}`);
}

function lineItem(line) {
  const item = document.createElement('li');
  item.className = line.kind;
  const time = document.createElement('time');
  time.dateTime = line.time.toISOString();
  time.textContent = line.time.toLocaleTimeString([], { hour12: false });
  const text = document.createElement('span');
  text.textContent = line.text;
  item.append(time, text);
  return item;
}

function render({ connection, lines }) {
  element('status').textContent = connection;
  element('status').dataset.state = connection;
  element('connect').textContent = connection === 'open' ? 'Reconnect' : 'Connect';
  element('send').disabled = connection !== 'open';

  const log = element('log');
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  for (const line of lines) {
    if (!shown.has(line)) {
      shown.add(line);
      log.append(lineItem(line));
    }
  }
  while (log.children.length > lines.length) {
    log.firstElementChild.remove();
  }
  if (atEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

element('url').value = addressOfThisServer();
element('connect-form').addEventListener('submit', (event) => {
  event.preventDefault();
  connect();
});
element('send-form').addEventListener('submit', (event) => {
  event.preventDefault();
  if (socket !== null && socket.readyState === WebSocket.OPEN) {
    send(element('message').value);
    element('message').value = '';
  }
});
connect();
