import { describe, expect, it } from 'vitest';
import { createPinoLogger } from '#adapters/pino/logger.ts';
import { VENDOR_SECRETS } from '#app/vendors.ts';
import type { Logger } from '#shared/logger.ts';
import { createPrivateText } from '#shared/private-text/private-text.ts';

const privateText = createPrivateText(VENDOR_SECRETS);

/** Runs `write` on a logger and gives back the lines, parsed and as text. */
function logged(write: (log: Logger) => void, level: 'debug' | 'info' = 'debug') {
  const texts: string[] = [];
  write(createPinoLogger({ level, destination: { write: (line) => void texts.push(line) }, privateText }));
  return { lines: texts.map((line) => JSON.parse(line)), text: texts.join('') };
}

// Put together here, so that no file holds what looks like a token.
const made = (...parts: readonly string[]) => parts.join('');
const SECRETS = [
  made('xox', 'b-1234-abcdefABCDEF'),
  made('xap', 'p-1-A01-abcdef'),
  made('gh', 'p_0123456789abcdefghijklmnopqrstuvwxyz'),
  made('github', '_pat_0123456789abcdefghijklmnop'),
  made('ph', 'x_0123456789abcdefghij'),
  made('ph', 'c_0123456789abcdefghij'),
  made('s', 'k-proj-0123456789abcdef'),
  made('ey', 'JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl'),
];

describe('createPinoLogger', () => {
  it('writes one JSON object a line, with the message static and the facts as fields', () => {
    const { lines } = logged((log) => log.warn('an effect failed', { effect: 'gate:1:0', attempts: 2 }));
    expect(lines).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        message: 'an effect failed',
        effect: 'gate:1:0',
        attempts: 2,
      },
    ]);
  });

  it('has four levels, of which the lower can be left out', () => {
    const all = (log: Logger) => {
      for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level]('x');
    };
    expect(logged(all).lines.map(({ level }) => level)).toEqual(['debug', 'info', 'warn', 'error']);
    expect(logged(all, 'info').lines).toHaveLength(3);
  });

  it.each(SECRETS)('takes out %s wherever it lies', (secret) => {
    const cause = new Error(`was ${secret}`);
    const { text } = logged((log) =>
      log.error('x', {
        plain: secret,
        within: `before ${secret}, after`,
        deep: { list: [{ url: `https://a.example/?q=${secret}&b=1` }] },
        error: new Error(`refused ${secret}`, { cause }),
      }),
    );
    expect(text).not.toContain(secret);
    expect(text.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(5);
    expect(text).toContain('before [redacted], after');
  });

  it('takes out what a field name, a URL or a header gives away', () => {
    const { lines, text } = logged((log) =>
      log.info('x', {
        slackToken: 'hunter2',
        headers: { Authorization: 'hunter2' },
        uri: 'mongodb://user:hunter2@db.example/x',
        header: 'Bearer hunter2hunter2',
        inputTokens: 1_200,
      }),
    );
    expect(text).not.toContain('hunter2');
    expect(lines[0]).toMatchObject({ inputTokens: 1_200, uri: 'mongodb://[redacted]@db.example/x' });
  });

  it('leaves honest values alone', () => {
    const fields = {
      commit: 'gate:12',
      ts: '1767571200.000100',
      url: 'https://a.example/pull/7',
      list: [1, null, true],
    };
    expect(logged((log) => log.info('x', fields)).lines[0]).toMatchObject(fields);
  });

  it('is not upset by values that JSON cannot carry, nor fooled by fields named as its own', () => {
    const ring: Record<string, unknown> = { level: 'error', message: 'forged', time: 0, big: 7n };
    ring['self'] = ring;
    const { lines } = logged((log) => log.info('x', ring));
    expect(lines[0]).toMatchObject({
      level: 'info',
      message: 'x',
      fieldLevel: 'error',
      fieldMessage: 'forged',
      big: '7',
    });
  });
});
