import type { Experiment } from '#domain/experiment.ts';
import type { Store } from '#ports/store.ts';
import { SANDBOX_SCENARIOS, SANDBOX_START } from '#sandbox/run-sandbox.ts';
import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.ts';
import { createVirtualClock } from '#sandbox/virtual-clock.ts';
import { MINUTE } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { type Act, noteAnswer } from './act.ts';
import { type Agenda, createAgenda } from './agenda.ts';
import type { BotProcess } from './bot-process.ts';
import { type Chance, createChance } from './chance.ts';
import { countedStore } from './counted-store.ts';
import { createCrew } from './crew.ts';
import { beginLife, type Life, presentLife } from './life.ts';
import { carry, type Letter, type MailRoom, openMailRoom } from './mail.ts';
import { installMemoryNet } from './memory-net.ts';
import { createLoader } from './remembered-journals.ts';
import { createRoles, type Roles } from './roles.ts';
import { installSeededIds } from './seeded-ids.ts';
import { newTally, type Tally } from './tally.ts';
import { installVirtualTimers } from './timers.ts';
import { createWeather, type Weather } from './weather.ts';

/** A letter that still has to be carried, and the act of a person that it tells of. */
export interface WaitingLetter {
  readonly letter: Letter;
  readonly act: Act | null;
}

/** Everything of one schedule: the bot's processes, what they talk to, and what happens to them. */
export interface World {
  readonly seed: number;
  readonly chance: Chance;
  readonly sandbox: Sandbox;
  /** The store itself, which outlives every process. */
  readonly store: Store;
  readonly agenda: Agenda;
  readonly weather: Weather;
  readonly roles: Roles;
  readonly mail: MailRoom;
  readonly processes: BotProcess[];
  readonly waiting: WaitingLetter[];
  readonly acts: Act[];
  /** Persons whose user ids another workspace used. */
  readonly forged: Set<string>;
  /** Forms that were submitted once. */
  readonly tried: Set<string>;
  /** Keys of flags that a person changed in PostHog itself. */
  readonly touched: Set<string>;
  readonly note: (line: string) => void;
  /** What was met so far. */
  readonly tally: Tally;
  /** Starts a process over the same store. */
  start(): Promise<void>;
  kill(process: BotProcess): void;
  /** Begins to stop a process in good order; it gets no new work. */
  stop(process: BotProcess): void;
  /** Brings a waiting letter to some process. */
  deliver(waiting: WaitingLetter): void;
  /** Every experiment as the journal says. */
  experiments(): Promise<readonly Experiment[]>;
  threadOf(experiment: Experiment): readonly SlackMessage[];
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly seed: number;
  /** An empty store. */
  readonly store: Store;
  /** The store as the processes have it, with a guard switched off to show that the harness notices. */
  readonly tampered?: Store;
  readonly note?: (line: string) => void;
  /** Whether the store fails processes that live on. */
  readonly storeFails?: boolean;
}

/** Starts the stand-ins of one schedule, without a bot. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { seed, store } = options;
  const note = options.note ?? (() => {});
  const chance = createChance(seed);
  const clock = createVirtualClock(SANDBOX_START);
  const restoreNet = installMemoryNet();
  const restoreIds = installSeededIds(seed);
  const sandbox = await startSandbox({ clock, databaseFile: '', scenarios: SANDBOX_SCENARIOS });
  const roles = createRoles(seed);
  const network = beginLife('network');
  const tally = newTally();
  const weather = createWeather({
    ...{ chance, clock, network, tally, note },
    storeFails: options.storeFails ?? false,
  });
  const waiting: WaitingLetter[] = [];
  const agenda = createAgenda({
    ...{ chance, clock, note },
    fateOf: weather.fateOf,
    kill: (life) => crew.killLife(life),
  });
  const crew = createCrew({
    ...{ sandbox, agenda, chance, weather, tally, note, log: silentLogger },
    // Each process starts with what the settings say by then.
    config: () => ({ ...sandbox.config, settings: roles.settings(), settingsFile: roles.file }),
    store: countedStore(options.tampered ?? store, tally),
  });
  const { processes, start, kill, stop } = crew;
  const load = createLoader(store);
  const restoreTimers = installVirtualTimers(() => {
    const life = presentLife.getStore();
    return life === undefined ? null : { life, timers: agenda.timers };
  });
  const mail = await openMailRoom((letter) => takeIn({ chance, waiting, note }, letter));
  await connect(sandbox, mail);
  const carrying = { store, sandbox, agenda, network, processes, chance, tally, carried: new Set<Letter>() };
  return {
    ...{ seed, chance, sandbox, store, agenda, weather, roles, mail, processes, waiting, note, tally },
    ...{ start, kill, stop, acts: [], tried: new Set(), touched: new Set(), forged: new Set() },
    deliver: (letter) => deliver(carrying, letter),
    experiments: () => everyExperiment(store, load),
    threadOf: ({ delivery: { channel, threadTs } }) =>
      threadTs === null ? [] : sandbox.slack.thread(channel, threadTs),
    close: async () => {
      crew.end();
      await mail.close();
      await sandbox.close();
      restoreTimers();
      restoreNet();
      restoreIds();
      roles.close();
    },
  };
}

async function connect({ slack, github, config }: Sandbox, { url }: MailRoom): Promise<void> {
  slack.connectBot(`${url}/slack/events`);
  await github.registerWebhook(`${url}/github/webhook`, config.github.webhookSecret ?? '');
}

async function everyExperiment(
  store: Store,
  load: (key: string) => Promise<Experiment | null>,
): Promise<readonly Experiment[]> {
  const keys = await store.experimentKeys(null, 100);
  const all = await Promise.all(keys.map(load));
  return all.filter((one) => one !== null);
}

/** GitHub's merges are told up to three times or not at all; what else GitHub tells is not ours. */
function takeIn({ chance, waiting, note }: Pick<World, 'chance' | 'waiting' | 'note'>, letter: Letter): void {
  if (!letter.path.startsWith('/github')) return;
  letter.reply({ status: 200, body: 'ok' });
  if (!letter.body.includes('"action":"closed"')) return;
  const copies = chance.pick([0, 1, 1, 2, 3]) ?? 0;
  note(`GitHub tells of a merge ${copies} time(s)`);
  for (let copy = 0; copy < copies; copy += 1) waiting.push({ letter, act: null });
}

/** Slack's signatures are good for so long; later the bot refuses the letter. */
const SIGNED_FOR = 5 * MINUTE;

interface Carrying extends Pick<World, 'store' | 'sandbox' | 'agenda' | 'processes' | 'chance' | 'tally'> {
  readonly network: Life;
  /** Letters of which a copy was brought to a process. */
  readonly carried: Set<Letter>;
}

function deliver(carrying: Carrying, { letter, act }: WaitingLetter): void {
  const { sandbox, agenda, network, processes, chance } = carrying;
  const label = `carries ${act === null ? 'a webhook' : act.words}`;
  void agenda.perform(network, label, async () => {
    const process = chance.pick(processes);
    const isOld = act !== null && sandbox.clock.now() > act.at + SIGNED_FOR;
    if (process === undefined || isOld) {
      letter.reply({ status: 503, body: 'no process listens' });
      await act?.done;
      return;
    }
    const stirred = agenda.stirs(process.life);
    // It may wait for what the process asked for before.
    await Promise.race([stirred, agenda.arrival(), agenda.expect(bring(carrying, letter, act, process))]);
  });
}

async function bring(
  carrying: Carrying,
  letter: Letter,
  act: Act | null,
  { port, life }: BotProcess,
): Promise<void> {
  if (carrying.carried.has(letter)) carrying.tally.copies += 1;
  carrying.carried.add(letter);
  const answer = await carry(letter, port, life.cut.signal);
  if (act !== null) await noteAnswer(carrying, act, answer);
  letter.reply(answer);
  await act?.done;
}
