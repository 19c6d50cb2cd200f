import type { LookupAddress } from 'node:dns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebhookSender } from '#adapters/webhooks/create-sender.ts';
import { isPublicAddress } from '#adapters/webhooks/public-address.ts';
import { type Receiver, startReceiver } from '#test/support/webhook-receiver.ts';

const request = (address: string) => ({ address, body: '{}', headers: { 'webhook-id': 'msg_1' } });
const answering = (...ips: readonly string[]) => {
  const asked: string[] = [];
  const resolve = async (host: string): Promise<readonly LookupAddress[]> => {
    asked.push(host);
    return ips.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return { asked, resolve };
};

describe('an address', () => {
  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254', '172.16.0.1'],
    ...[
      '172.31.255.255',
      '192.0.0.8',
      '192.168.1.1',
      '198.18.0.1',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '::7f00:1',
      'fc00::1',
      'fd12::1',
      'fe80::1',
      'ff02::1',
    ],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001::1', '2001:db8::1', '100::1', 'nonsense', ''],
  ])('%s is not public', (ip) => expect(isPublicAddress(ip)).toBe(false));

  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    '%s is public',
    (ip) => expect(isPublicAddress(ip)).toBe(true),
  );

  it.each([
    ...[
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://0177.0.0.1/',
      'https://127.1/',
    ],
    ...['https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:7f00:1]/', 'https://[fe80::1]/'],
    ...[
      'https://169.254.169.254/latest/meta-data',
      'https://localhost/',
      'https://LOCALHOST./',
      'https://intranet/',
    ],
    ...['https://a.internal/', 'https://printer.local/', 'https://a.localhost./', 'http://example.com/'],
    ...[
      'ftp://example.com/',
      'file:///etc/passwd',
      'https://a:b@example.com/',
      'example.com',
      '',
      'https://',
    ],
    ...['https://①②⑦.⓪.⓪.①/'],
  ])('%s is refused, and no name is looked up', async (address) => {
    const { asked, resolve } = answering('127.0.0.1');
    const sender = createWebhookSender({ allowsLoopback: false, resolve });
    const told = await sender.send(request(address));
    expect(told.kind).toBe('refused');
    expect(asked).toEqual([]);
  });

  it('is refused if any that its name leads to is not public, and checked at each connection', async () => {
    const receiver = await startReceiver();
    const { port } = new URL(receiver.address);
    let ips = ['93.184.216.34', '127.0.0.1'];
    const sender = createWebhookSender({
      allowsLoopback: false,
      resolve: async () => ips.map((address) => ({ address, family: 4 })),
    });
    const address = `https://hooks.example.com:${port}/`;
    expect(sender.problemOf(address)).toBeNull();
    expect(await sender.send(request(address))).toEqual({
      kind: 'refused',
      why: 'Its host is not on the public internet.',
    });
    // The same name leads elsewhere by the next request.
    for (const next of [['127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], []]) {
      ips = next;
      expect((await sender.send(request(address))).kind).toBe('refused');
    }
    expect(receiver.got).toEqual([]);
    await receiver.close();
  });

  it('of this machine is taken for trying alone, over http too', () => {
    const tried = createWebhookSender({ allowsLoopback: true });
    for (const address of [
      'http://127.0.0.1:80/',
      'http://localhost:1/',
      'https://[::1]/',
      'https://example.com/',
    ])
      expect(tried.problemOf(address)).toBeNull();
    for (const address of [
      'http://example.com/',
      'http://10.0.0.1/',
      'https://10.0.0.1/',
      'https://169.254.169.254/',
    ])
      expect(tried.problemOf(address)).not.toBeNull();
  });
});

describe('a receiver that misbehaves', () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());
  const sender = createWebhookSender({ allowsLoopback: true, within: 400 });
  const send = () => sender.send(request(receiver.address));

  it('is not followed to where it redirects', async () => {
    receiver.answer((_, response) => response.writeHead(307, { location: receiver.address }).end());
    expect(await send()).toEqual({ kind: 'answered', status: 307, retryAfterMs: null });
    expect(receiver.got).toHaveLength(1);
  });

  it('is given up if it does not answer in time', async () => {
    receiver.answer(() => {});
    expect(await send()).toEqual({ kind: 'failed', why: 'It did not answer within 0.4 seconds.' });
  });

  it('is cut off if its answer has no end', async () => {
    const { promise: cut, resolve } = Promise.withResolvers<number>();
    receiver.answer((_, response) => {
      response.writeHead(200);
      let sent = 0;
      const more = setInterval(() => {
        sent += 10_000;
        response.write('x'.repeat(10_000));
      }, 5);
      response.on('close', () => {
        clearInterval(more);
        resolve(sent);
      });
    });
    expect(await send()).toMatchObject({ status: 200 });
    expect(await cut).toBeLessThan(1_000_000);
  });

  it('is cut off if it drips its answer', async () => {
    const { promise: cut, resolve } = Promise.withResolvers<true>();
    receiver.answer((_, response) => {
      response.writeHead(200).write('x');
      response.on('close', () => resolve(true));
    });
    expect(await send()).toMatchObject({ status: 200 });
    expect(await cut).toBe(true);
  });

  it('fails if it closes, sends heads without end or nonsense', async () => {
    receiver.answer((asked) => asked.socket.destroy());
    expect(await send()).toMatchObject({ kind: 'failed' });
    receiver.answer((asked) => asked.socket.end('HTTP/1.1 nonsense\r\n\r\n'));
    expect(await send()).toMatchObject({ kind: 'failed' });
    receiver.answer((asked) =>
      asked.socket.write(`HTTP/1.1 200 OK\r\n${`a: ${'x'.repeat(500)}\r\n`.repeat(100)}`),
    );
    expect(await send()).toMatchObject({ kind: 'failed' });
    await receiver.close();
    expect(await send()).toMatchObject({ kind: 'failed' });
    receiver = await startReceiver();
  });

  it('may ask for time, in seconds alone', async () => {
    receiver.answer((_, response) => response.writeHead(503, { 'retry-after': '120' }).end());
    expect(await send()).toMatchObject({ status: 503, retryAfterMs: 120_000 });
    receiver.answer((_, response) => response.writeHead(503, { 'retry-after': 'tomorrow' }).end());
    expect(await send()).toMatchObject({ status: 503, retryAfterMs: null });
  });
});
