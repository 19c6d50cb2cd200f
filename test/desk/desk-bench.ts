import type { Visit } from '#desk/page.ts';
import { fold, sealCommit } from '#domain/commit.ts';
import { pastLineOf } from '#domain/memory/past-of.ts';
import { type ExperimentSummary, summarize } from '#domain/summary.ts';
import { createSights } from '#features/sight.ts';
import { type RunningSandbox, runSandbox } from '#sandbox/run-sandbox.ts';
import { DAY } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { START, type Story } from '#test/support/example-story.ts';

/** The moment of a desk in tests: after all that examples tell. */
export const DESK_NOW = START + 30 * DAY;
/** The channel of the examples. */
export const DESK_CHANNEL = 'C_GROWTH';

/** A running sandbox, in whose store tests put experiments, and the people who look at them. */
export interface DeskBench {
  readonly running: RunningSandbox;
  /** A person of the sandbox by name, as they visit the desk. */
  readonly visit: (name: string) => Promise<Visit>;
  /** Puts the journal of an example under a key of its own, with its line of the list; `more` changes the line alone. */
  readonly put: (
    story: Story,
    key: string,
    more?: Partial<ExperimentSummary>,
    channel?: string,
  ) => Promise<void>;
  /** Puts what an example tells beyond what is there under the key. */
  readonly goOn: (story: Story, key: string) => Promise<void>;
  readonly putLine: (line: ExperimentSummary) => Promise<void>;
  /** Makes a channel; all people of the sandbox are in it unless it is private. */
  readonly openChannel: (
    id: string,
    more?: { readonly isPrivate?: boolean; readonly members?: string[] },
  ) => void;
  readonly close: () => Promise<void>;
}

/** Starts a sandbox for the desk at `DESK_NOW`. */
export async function startDeskBench(): Promise<DeskBench> {
  const running = await runSandbox({ log: silentLogger, databaseFile: ':memory:', start: DESK_NOW });
  const { coPilot } = running.bot;
  const { slack } = running.sandbox;
  const sights = createSights(coPilot.clock);
  const openChannel: DeskBench['openChannel'] = (id, { isPrivate = false, members } = {}) => {
    const state = slack.snapshot();
    state.channels[id] = {
      ...{ id, name: id.toLowerCase().replace('c_', ''), isPrivate, isArchived: false, user: null },
      members: members ?? Object.keys(state.users),
    };
    slack.restore(state);
  };
  openChannel(DESK_CHANNEL);
  const tell = async (story: Story, key: string, more: Partial<ExperimentSummary>, channel: string) => {
    const there = await coPilot.store.commits(key);
    const commits = [...there];
    for (const { command, events, effects } of story.commits.slice(there.length)) {
      const next = sealCommit(
        key,
        commits.at(-1) ?? null,
        inChannel(command, channel),
        inChannel({ events, effects }, channel),
      );
      commits.push(next);
      await coPilot.store.append(next);
    }
    const experiment = fold(commits);
    if (experiment === null) throw new Error('an example without a state');
    await coPilot.store.putSummary({ ...summarize(experiment), ...more });
    const past = pastLineOf(experiment);
    if (past !== null) await coPilot.store.putPast(past);
  };
  return {
    running,
    openChannel,
    visit: async (name) => {
      const user = slack.userId(name);
      const viewer = { user, channel: null, isExternal: false, shown: [] };
      return { coPilot: sights(coPilot, viewer), user, actor: await coPilot.people.actorOf(user), name };
    },
    put: (story, key, more = {}, channel = DESK_CHANNEL) => tell(story, key, more, channel),
    goOn: (story, key) => tell(story, key, {}, DESK_CHANNEL),
    putLine: (line) => coPilot.store.putSummary(line),
    close: () => running.close(),
  };
}

/** The same part of a journal as if it had happened in another channel. */
function inChannel<Part>(part: Part, channel: string): Part {
  return JSON.parse(JSON.stringify(part).replaceAll(`"${DESK_CHANNEL}"`, JSON.stringify(channel)));
}
