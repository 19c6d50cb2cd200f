import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ListeningBot, startListening } from './listening-bot.ts';
import { head, startRaw } from './raw-request.ts';

let bot: ListeningBot;
beforeAll(async () => {
  bot = await startListening();
});
afterAll(() => bot.close());

it('a request that expects what the server does not know is refused, and its body is not read', async () => {
  const length = 400 * 1024 * 1024;
  const request = startRaw(bot.port, head('/slack/events', { Expect: 'all', 'Content-Length': length }));
  const chunk = Buffer.alloc(64 * 1024);
  let sent = 0;
  while (sent < length && (await request.write(chunk))) sent += chunk.length;
  const answer = await request.closed;
  expect(answer).toMatch(/^HTTP\/1\.1 417 /);
  expect(answer).toContain('Connection: close');
  expect(sent).toBeLessThan(16 * 1024 * 1024);
});
