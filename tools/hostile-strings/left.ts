import { everyStream } from '#journal/every-experiment.ts';
import type { RunningSandbox } from '#sandbox/run-sandbox.ts';
import { keptTexts } from '#test/support/kept-runs.ts';
import type { GitHubText } from './judge-github.ts';
import { textsSent } from './judge-slack.ts';

/** All that left the bot or was kept by it. The keys of people are left out: they are there to hold what is private. */
export interface Left {
  readonly slack: ReturnType<typeof textsSent>;
  /** Titles, bodies, comments and commit messages. */
  readonly github: readonly GitHubText[];
  /** What may hold no secret, by its place. */
  readonly kept: Readonly<Record<string, string>>;
}

const WORDS: readonly string[] = ['title', 'body', 'message'];

/** Reads it from the wire and the store of a sandbox that has come to rest. */
export async function collect({ sandbox, bot }: RunningSandbox, lines: readonly string[]): Promise<Left> {
  const { slack, github, posthog, model } = sandbox;
  const calls = slack.requests().map(({ args }) => args);
  const told = ['mia', 'priya', 'sam', 'ada'].flatMap((person) => slack.ephemerals(person));
  const views = ['mia', 'priya'].flatMap((person) => slack.openViews(person));
  const written = github.requests.filter(({ method }) => method !== 'GET');
  const journal: unknown[] = [];
  const { store } = bot.coPilot;
  for await (const key of everyStream(store)) journal.push(key, await store.records(key));
  return {
    slack: [...calls, ...told, ...views].flatMap((value) => textsSent(parsedArguments(value))),
    github: written.flatMap(({ body }) => wordsIn(body)),
    kept: {
      journal: JSON.stringify(journal),
      log: lines.join('\n'),
      prompts: (model?.requests() ?? []).map(({ body }) => body).join('\n'),
      'kept runs': (await keptTexts(store)).join('\n'),
      PostHog: posthog.requests.map(({ path, body }) => `${path} ${body}`).join('\n'),
      'paths and branches of GitHub': github.requests.map(({ path }) => path).join('\n'),
    },
  };
}

/** Arguments of a call may be JSON in a text, as forms send them. */
export function parsedArguments(value: object): unknown {
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      typeof part === 'string' && /^[[{]/.test(part) ? JSON.parse(part) : part,
    ]),
  );
}

function wordsIn(body: string): readonly GitHubText[] {
  try {
    const fields: Record<string, unknown> = { ...JSON.parse(body) };
    return WORDS.flatMap((name) => {
      const text = fields[name];
      // Titles and commit messages are plain text, in which HTML is nothing but its letters.
      return typeof text === 'string' ? [{ text, isMarkdown: name === 'body' }] : [];
    });
  } catch {
    return [];
  }
}
