import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { createPinoLogger } from '#adapters/pino/logger.ts';
import { VENDOR_SECRETS } from '#app/vendors.ts';
import { settingsIn } from '#sandbox/example-settings.ts';
import { type RunningSandbox, runSandbox, SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import { loadShopFiles } from '#sandbox/stand-ins/github/seed.ts';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import { MINUTE } from '#shared/clock.ts';
import { createPrivateText } from '#shared/private-text/private-text.ts';
import { typeIdea } from '#tools/type-idea.ts';
import { constructsOf } from './constructs.ts';
import { actsOutside } from './judge-acts.ts';
import { collect, type Left } from './left.ts';
import { obeying } from './obey.ts';
import type { HostilePlace } from './places.ts';

/** What came of one string. */
export interface PlayedString {
  readonly string: string;
  /** The places that took it; the settings file refuses some names. */
  readonly reached: readonly HostilePlace[];
  /** The rules left no plan that people could approve, so there is no pull request. */
  readonly isStopped: boolean;
  readonly left: Left;
  /** Acts that no person did, and rules that did not hold: a sentence each. */
  readonly acts: readonly string[];
}

const IDEA = 'Move the first gate from level 30 to level 40';
const FORM = {
  goalMetric: 'retention_7d',
  guardrailMetrics: ['retention_1d'],
  smallestLift: '4',
  surface: 'level gate',
};
const SETTINGS = fileURLToPath(new URL('../../sandbox/co-pilot.yaml', import.meta.url));
const LONGEST_IDEA = 3_000;
const NAME_LENGTH = 75;

/**
 * The settings of the sandbox with the string as the name of the goal; null if no settings file may hold it, and for a secret: a settings
 * file is written by operators, and what they name there is shown.
 */
function settingsWith(string: string): string | null {
  if (constructsOf(string).some(({ kind }) => kind === 'secret')) return null;
  const document = parseDocument(readFileSync(SETTINGS, 'utf8'));
  document.setIn(['metrics', 'retention_7d', 'name'], [...string].slice(0, NAME_LENGTH).join(''));
  const text = document.toString();
  try {
    settingsIn(text);
    return text;
  } catch {
    return null;
  }
}

/** One story of the product in which the string stands in every place, and a person approves what they mean to approve. */
export async function playString(string: string): Promise<PlayedString> {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const settings = settingsWith(string);
  const lines: string[] = [];
  const privateText = createPrivateText(VENDOR_SECRETS);
  const log = createPinoLogger({
    level: 'debug',
    destination: { write: (line) => void lines.push(line) },
    privateText,
  });
  const settingsFile = join(folder, 'co-pilot.yaml');
  writeFileSync(settingsFile, settings ?? readFileSync(SETTINGS, 'utf8'));
  const files = { ...(await loadShopFiles()), 'AGENTS.md': `# Notes\n\n${string}\n` };
  const running = await runSandbox({
    log,
    databaseFile: ':memory:',
    settingsFile,
    files,
    scripts: obeying(string),
  });
  try {
    const { reached, isStopped } = await story(running, string);
    return {
      ...{ string, isStopped },
      reached: settings === null ? reached.filter((place) => place !== 'a metric name') : reached,
      left: await collect(running, lines),
      acts: await actsOutside(running, string),
    };
  } finally {
    await running.close();
    rmSync(folder, { recursive: true });
  }
}

async function story(
  running: RunningSandbox,
  string: string,
): Promise<Pick<PlayedString, 'reached' | 'isStopped'>> {
  const reached: HostilePlace[] = [];
  const key = await propose(running, `${IDEA}: ${string}`.slice(0, LONGEST_IDEA));
  if (key === null) return { reached, isStopped: false };
  reached.push('the idea', 'a metric name', 'an obeying model');
  const { slack, github } = running.sandbox;
  const load = async () => running.bot.coPilot.load(key);
  const thread = (await load())?.delivery.threadTs ?? '';
  await running.act(() => slack.as('mia').mention(string, { channel: SANDBOX_CHANNEL, thread }));
  reached.push('a Slack reply');
  for (const person of ['priya', 'sam']) await press(running, thread, person, 'approve_plan');
  const { code, design } = (await load()) ?? {};
  const isStopped = design === null;
  const pull = code?.pullRequest;
  if (pull !== undefined) {
    reached.push('a repository file');
    const comment = { path: 'src/game/level-gate.ts', line: 1, text: string };
    await github.reviewers.comment(pull.number, 'sam', comment);
    await running.advance(6 * MINUTE, { step: 6 * MINUTE });
    reached.push('a pull request comment');
  }
  await command(running, 'priya', `cancel ${key} ${string}`);
  await propose(running, IDEA);
  await command(running, 'mia', `search ${string}`);
  await command(running, 'mia', `status ${key}`);
  reached.push('a past experiment');
  return { reached, isStopped };
}

async function propose(running: RunningSandbox, idea: string): Promise<string | null> {
  const known = await running.bot.coPilot.store.experimentKeys(null, 10);
  if ((await typeIdea(running, 'new', { ...FORM, idea })) === null) return null;
  const keys = await running.bot.coPilot.store.experimentKeys(null, 10);
  return keys.find((key) => !known.includes(key)) ?? null;
}

async function command(running: RunningSandbox, person: string, text: string): Promise<void> {
  await running.act(() =>
    running.sandbox.slack.as(person).command('/experiment', text, { channel: SANDBOX_CHANNEL }),
  );
}

async function press(
  running: RunningSandbox,
  thread: string,
  person: string,
  actionId: string,
): Promise<void> {
  const { slack } = running.sandbox;
  const channel =
    Object.values(slack.snapshot().channels).find(({ name }) => name === SANDBOX_CHANNEL)?.id ?? '';
  const seen = slack
    .thread(channel, thread)
    .findLast(({ blocks }) => everyElement(blocks).some(({ element }) => element['action_id'] === actionId));
  if (seen !== undefined) await running.act(() => slack.as(person).press(seen, { actionId }));
}
