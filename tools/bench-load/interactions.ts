import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { BotConfig } from '#app/config.ts';
import { ACTS, type Crowd, crowdOf, settle } from './acts.ts';
import { BOT_TOKEN, benchConfig, SIGNING_SECRET } from './bench-config.ts';
import { type Child, startChild } from './child.ts';
import { median, times } from './figures.ts';
import { type Hit, openLoop, type Target } from './open-loop.ts';
import type { Options } from './options.ts';
import { type Pair, reportPairs } from './report-pairs.ts';
import { printHead } from './table.ts';

const Listening = z.object({ port: z.number() });
const Resting = z.object({ rss: z.number() });

/** Acknowledgements of the bot beside those of a bare Bolt app; answers the line for the summary. */
export async function measureInteractions(options: Options): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-interactions-'));
  const children = { vendors: startChild('vendors'), bare: startChild('bare-app'), bot: startChild('bot') };
  try {
    const { port } = await children.vendors.ask({}, Listening);
    return await measure(options, children, join(folder, 'bench.sqlite'), `http://127.0.0.1:${port}`);
  } finally {
    for (const child of Object.values(children)) await child.end();
    await rm(folder, { recursive: true });
  }
}

type Children = Readonly<Record<'bare' | 'bot' | 'vendors', Child>>;

async function measure(options: Options, children: Children, file: string, vendors: string) {
  const slices = Math.max(1, Math.round(options.seconds / options.slice));
  const count = Math.max(ACTS.length, Math.round((options.seconds * options.rate) / slices));
  // The first pair warms both applications up and is left out.
  const crowds = Array.from({ length: slices + 1 }, (_, slice) =>
    crowdOf(`s${slice}`, slice === 0 ? Math.ceil(count / 2) : count, `${vendors}/response`),
  );
  const config = benchConfig(file, vendors);
  const bot = await startBot(children.bot, config, crowds);
  const bare = await children.bare.ask(
    { signingSecret: SIGNING_SECRET, botToken: BOT_TOKEN, apiUrl: config.slack.apiUrl },
    Listening,
  );
  const sides = { bot: targetOf(bot), bare: targetOf(bare) };
  const pairs: Pair[] = [];
  let rss = 0;
  const rests: number[] = [];
  for (const [index, { shots }] of crowds.entries()) {
    const fire = async (target: Target) => mustBeTaken(await openLoop(target, shots, options.rate));
    // Which of the two comes first changes, in case that matters.
    const early = index % 2 === 0 ? await fire(sides.bare) : null;
    const bot = await fire(sides.bot);
    const begun = performance.now();
    rss = (await children.bot.ask({ kind: 'rest' }, Resting)).rss;
    rests.push(performance.now() - begun);
    pairs.push({ bot, bare: early ?? (await fire(sides.bare)) });
  }
  printHead(`${options.rate} interactions a second for ${options.seconds} s, four acts in equal parts`);
  const ratio = reportPairs(pairs.slice(1), { rss, restMs: median(rests) });
  return `p99 of the acknowledgement ${times(ratio)} of bare Bolt's`;
}

async function startBot(child: Child, config: BotConfig, crowds: readonly Crowd[]) {
  const store = await openSqliteStore(config.databaseFile);
  for (const crowd of crowds) await settle(store, crowd);
  await store.close();
  return child.ask({ kind: 'start', config }, Listening);
}

function targetOf({ port }: { readonly port: number }): Target {
  return { port, signingSecret: SIGNING_SECRET };
}

const List = z.object({
  response_type: z.literal('ephemeral'),
  text: z.string().regex(/^(One experiment|\d+ experiments)$/),
  blocks: z.array(z.unknown()).min(1),
});

/**
 * Acknowledged in a hurry but refused, failed or put off would be worth nothing. Only a list is answered with words: the
 * list itself, where the bare application says nothing.
 */
export function mustBeTaken(hits: readonly Hit[]): readonly Hit[] {
  const odd = hits.find(
    ({ kind, status, answer }) => status !== 200 || !(answer === '' || (kind === 'list' && isList(answer))),
  );
  if (odd !== undefined) throw new Error(`a ${odd.kind} was answered ${odd.status}: ${odd.answer}`);
  return hits;
}

function isList(answer: string): boolean {
  return answer.startsWith('{') && List.safeParse(JSON.parse(answer)).success;
}
