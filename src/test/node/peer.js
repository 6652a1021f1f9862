// A server made with the npm package 'ws', whose paths do what NodePeersIT and TlsIT look at.
//
//   node peer.js FOLDER-OF-NODE-MODULES [KEY CERTIFICATE [AUTHORITY-OF-CLIENTS]]
//
// It listens on a free port of loopback (with TLS if there is a key), prints 'port N' and then what it sees, a line each,
// and ends when its stdin does.
'use strict';
const [modules, key, certificate, clientAuthority] = process.argv.slice(2);
const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const { WebSocketServer } = require(modules + '/ws');

const behaviours = {
    echo(socket) {
        socket.on('message', (data, binary) => socket.send(data, { binary }));
    },

    close(socket, query) {
        const code = query.has('code') ? Number(query.get('code')) : undefined;
        socket.on('message', () => socket.close(code, query.get('reason') ?? undefined));
    },

    greetAndClose(socket, query) {
        socket.send('hello');
        socket.close(Number(query.get('code')), query.get('reason'));
    },

    pings(socket) {
        let pongs = 0;
        socket.on('pong', (data) => {
            console.log('pong ' + data);
            if (++pongs === 3) {
                socket.send('three pongs');
            }
        });
        ['one', 'two', ''].forEach((data) => socket.ping(data));
    },

    fragments(socket) {
        socket.on('message', (data, binary) => {
            const half = data.length >> 1;
            socket.send(data.subarray(0, half), { binary, fin: false });
            socket.ping('between');
            socket.send('', { binary, fin: false });
            socket.send(data.subarray(half), { binary, fin: true });
        });
    },

    destroy(socket) {
        socket.on('message', () => socket._socket.destroy());
    },

    // Under TLS, too, it is TCP that is reset.
    reset(socket, query, raw) {
        socket.on('message', () => (raw._parent ?? raw).resetAndDestroy());
    },

    // Ends TCP under TLS as a process that crashed does: without the alert that says so.
    crash(socket, query, raw) {
        socket.on('message', () => raw._parent.destroy());
    },

    headers(socket, query, raw, request) {
        socket.send(JSON.stringify(request.headers));
    },
};

const refusals = {
    refuse(raw) {
        const body = 'you may not\nconnect \x1b[31mhere\n';
        raw.end('HTTP/1.1 403 Forbidden\r\nX-Why: policy\r\nContent-Length: ' + body.length + '\r\n\r\n' + body);
    },

    hang() {},

    redirect(raw, query) {
        const to = query.get('to') ?? '/redirect';
        raw.end('HTTP/1.1 307 Temporary Redirect\r\nLocation: ' + to + '\r\nContent-Length: 0\r\n\r\n');
    },
};

function upgrade(request, raw, head) {
    const url = new URL(request.url, 'http://localhost');
    const name = url.pathname.slice(1);
    const query = url.searchParams;
    raw.on('error', () => {});
    console.log('asked ' + name + ' ' + (request.headers.authorization ?? '-'));
    if (refusals[name]) {
        refusals[name](raw, query);
        return;
    }
    if (!behaviours[name]) {
        raw.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
    }
    const server = new WebSocketServer({
        noServer: true,
        perMessageDeflate: query.has('deflate') ? { threshold: 0, ...JSON.parse(query.get('deflate')) } : false,
        handleProtocols: (offered) => query.get('choose') ?? offered.values().next().value,
        maxPayload: 16 * 1024 * 1024,
    });
    server.handleUpgrade(request, raw, head, (socket) => {
        socket.on('close', (code, reason) => console.log(`closed ${code} ${reason}`));
        socket.on('error', (error) => console.log('error ' + error.message));
        behaviours[name](socket, query, raw, request);
    });
}

const server = key
    ? https.createServer({
          key: fs.readFileSync(key),
          cert: fs.readFileSync(certificate),
          ...(clientAuthority && { ca: fs.readFileSync(clientAuthority), requestCert: true }),
      })
    : http.createServer();
server.on('upgrade', upgrade);
server.on('request', (request, response) => response.writeHead(426, { Upgrade: 'websocket' }).end());
server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port));
process.stdin.resume().on('end', () => process.exit());
