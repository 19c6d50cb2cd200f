/** `node tools/flags/serve-bare.ts <body>`: Hono alone, which answers every POST with the same bytes, on a free port of this machine, until its input ends. */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { portOf } from '#app/open-server.ts';

const body = process.argv[2] ?? '';
const app = new Hono();
app.post('/ofrep/v1/evaluate/flags/:key', (context) =>
  context.body(body, 200, { 'content-type': 'application/json' }),
);
const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
const server = createServer((request, response) => void listener(request, response));
server.listen(0, '127.0.0.1', () => process.stdout.write(`${portOf(server)}\n`));
process.stdin.resume();
process.stdin.once('end', () => {
  server.close();
  server.closeAllConnections();
});
