import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ACTIONS, MODALS } from '#app/register.ts';
import { PEOPLE } from '#sandbox/start-sandbox.ts';
import { PATIENT } from '#test/support/patience.ts';
import { runs } from '#test/support/runs.ts';
import { type Answer, sendAll } from './attack.ts';
import { attacks } from './attacks.ts';
import { type Ear, openEar } from './ear.ts';
import { type ListeningBot, startListening } from './listening-bot.ts';

const COUNT = runs(10_000);
const SEED = 20_260_907;

const REFUSED_BY_SLACK = /^An API error occurred: invalid_trigger_id|^Failed to respond|^fetch failed/;

let bot: ListeningBot;
let answers: readonly Answer[];
let before: unknown;
let ear: Ear;
const rejections: unknown[] = [];
const note = (reason: unknown) => {
  rejections.push(reason);
};

beforeAll(async () => {
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
  bot = await startListening();
  ear = await openEar();
  const { key } = await bot.propose();
  // Everybody is known to the bot, so that a stranger would be noticed.
  for (const { name } of PEOPLE) {
    await bot.sandbox.slack.as(name).command('/experiment', 'pause nothing', { channel: 'growth' });
  }
  before = await state();
  const target = {
    experiments: [key, 'nothing', '__proto__', ''],
    users: PEOPLE.map(({ id }) => id),
    ...listenedTo(),
    responseUrl: ear.url,
  };
  const { slack, github } = bot.sandbox.config;
  const secrets = { slack: slack.signingSecret, github: github.webhookSecret ?? '' };
  answers = await sendAll(bot.port, fc.sample(attacks(target), { numRuns: COUNT, seed: SEED }), secrets);
});

afterAll(async () => {
  process.off('unhandledRejection', note);
  process.off('uncaughtException', note);
  await ear.close();
  await bot.close();
});

/** Everything that an attack could change: the journal, what is to be delivered, people, code, flags, the channel. */
async function state(): Promise<unknown> {
  const { store, sandbox } = bot;
  const keys = await store.experimentKeys(null, 100);
  return structuredClone({
    entries: await Promise.all(keys.map((key) => store.entries(key))),
    summaries: await store.summaries({ limit: 100 }),
    people: await store.peopleAfter(null, 100),
    pulls: await sandbox.github.listPulls(),
    flags: sandbox.posthog.flags(),
    texts: sandbox.slack.snapshot().messages.map(({ ts, text }) => ({ ts, text })),
  });
}

/** What the bot listens to, so that attacks can name it. */
function listenedTo() {
  return { actionIds: [...ACTIONS.keys()], callbackIds: [...MODALS.keys()] };
}

function statuses(select: (answer: Answer) => boolean): readonly number[] {
  return [...new Set(answers.filter(select).map(({ status }) => status))].sort();
}

describe('thousands of requests that mean no good', () => {
  it('are all answered, none by a fault', () => {
    expect(answers).toHaveLength(COUNT);
    const unfit = answers.filter(({ status }) => status === 0 || status >= 500);
    expect(unfit.slice(0, 3)).toEqual([]);
    expect(rejections).toEqual([]);
  });

  it('are refused if they are not signed by Slack', () => {
    expect(statuses(({ attack }) => attack.name === 'forged')).toEqual([401, 415]);
    expect(statuses(({ attack }) => attack.name === 'webhook' && attack.signature !== 'github')).toEqual([
      401,
    ]);
  });

  it('are answered at once if they are signed, whatever they ask for', () => {
    // 404 would be Bolt's answer to what nobody has acknowledged for three seconds.
    expect(statuses(({ attack }) => ['nonsense', 'broken'].includes(attack.name))).toEqual([200, 400, 415]);
    expect(statuses(({ attack }) => attack.name === 'tampered')).toEqual([200, 400]);
    expect(bot.lines.filter(({ message }) => message.includes('before it was dealt with'))).toEqual([]);
  });

  it('change nothing on the desk, and nothing there that another site sends is taken', () => {
    const changing = ({ attack }: Answer) => !['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(attack.method);
    const ofDesk = answers.filter(({ attack }) => /^\/desk(?:[/?]|$)/.test(attack.path));
    const foreign = ofDesk.filter(
      (answer) => changing(answer) && answer.attack.headers?.['sec-fetch-site'] !== 'same-origin',
    );
    expect(foreign.length).toBeGreaterThan(COUNT / 200);
    // 401: it names the origin of the desk, and brings no session; few do, so a small sample may have none.
    const met = new Set(foreign.map(({ status }) => status));
    expect([...met].filter((status) => ![400, 401, 403, 421].includes(status))).toEqual([]);
    expect(met).toContain(403);
    const unsigned = foreign.filter(({ status }) => status === 401);
    expect(unsigned.filter(({ attack }) => attack.headers?.['origin'] === 'https://evil.test')).toEqual([]);
    const taken = ofDesk.filter(
      ({ attack, status }) => attack.headers?.['host'] !== undefined && status !== 421,
    );
    expect(taken.filter(({ status }) => status < 400)).toEqual([]);
  });

  it('change nothing', async () => {
    expect(await state()).toEqual(before);
  });

  it('meet no fault that the code does not foresee', () => {
    const errors = bot.lines.filter(
      ({ level, fields }) => level === 'error' && fields['code'] === 'unexpected',
    );
    const words = new Set(errors.map(({ fields }) => String(fields['reason'])));
    // Addresses and triggers that are none are Slack's to refuse; anything else is a slip of ours.
    expect([...words].filter((text) => !REFUSED_BY_SLACK.test(text))).toEqual([]);
  });

  it('leave the bot at work', async () => {
    const [key = ''] = await bot.store.experimentKeys(null, 1);
    const { slack } = bot.sandbox;
    const plan = slack
      .snapshot()
      .messages.find(({ blocks }) => JSON.stringify(blocks).includes('approve_plan'));
    if (plan === undefined) throw new Error('there is no plan to approve');
    const sent = await slack.as('priya').press(plan, { actionId: 'approve_plan' });
    expect(sent.status).toBe(200);
    await vi.waitUntil(async () => (await bot.bot.coPilot.load(key))?.status !== 'in-review', PATIENT);
    await bot.bot.worker.drain();
    expect((await bot.bot.coPilot.load(key))?.status).toBe('implemented');
  });
});

describe('bytes that are no HTTP', () => {
  it.each([
    ['noise', '\u0000\u0001\u0002\r\n\r\n'],
    ['a broken request line', 'POST /slack/events\r\n\r\n'],
    ['two lengths', 'POST /slack/events HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a chunk that lies',
      'POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n',
    ],
    ['a header without end', `GET /health HTTP/1.1\r\nX: ${'x'.repeat(100_000)}`],
  ])('%s are answered with 4xx', async (_name, bytes) => {
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(bot.port, '127.0.0.1', () => socket.write(bytes));
      socket.setEncoding('latin1').on('data', (chunk) => {
        text += String(chunk);
      });
      socket.on('error', () => resolve(text)).on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

describe('a body that is too large', () => {
  it.each([
    ['/slack/events', 'slack'],
    ['/github/webhook', 'github'],
    ['/desk/be', 'none'],
  ] as const)('is refused with 413 by %s', async (path, signature) => {
    const name = 'huge';
    const attack = {
      name,
      method: 'POST',
      path,
      contentType: path === '/desk/be' ? 'application/x-www-form-urlencoded' : 'application/json',
      headers: { 'sec-fetch-site': 'same-origin' },
      signature,
    } as const;
    const huge = { ...attack, body: `{"event":"${'x'.repeat(6_000_000)}"}` };
    const sent = await sendAll(bot.port, [huge], { slack: 'x', github: 'x' });
    expect(sent.map(({ status }) => status)).toEqual([413]);
  });
});
