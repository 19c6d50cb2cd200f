import type { Experiment } from '#domain/experiment.ts';
import { type RunningSandbox, type RunOptions, runSandbox, SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import type { Answer } from '#sandbox/stand-ins/slack/answer.ts';
import type { Given } from '#sandbox/stand-ins/slack/people/chosen-value.ts';
import type { DeliveryOptions } from '#sandbox/stand-ins/slack/people/deliver.ts';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import type { Outcome } from '#sandbox/stand-ins/slack/people/outcome.ts';
import type { SlackEphemeral, SlackMessage, SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { type Logger, silentLogger } from '#shared/logger.ts';
import { messageAsText } from '#test/support/as-text.ts';
import { buttonsIn, notePressed, noteShown } from './journey-buttons.ts';

/** The form of the first experiment of the demo: what is left out keeps its initial value. */
export const FORM: Readonly<Record<string, Given>> = {
  goalMetric: 'retention_7d',
  guardrailMetrics: ['retention_1d'],
  smallestLift: '4',
  surface: 'level gate',
};
export const IDEA = 'Move the first gate from level 30 to level 40';
/** What is typed to fill in the whole form oneself, with the idea in it. */
export function wholeForm(idea: string): string {
  return `new ${idea}`;
}
/** The second experiment of the demo: its only look is after a week, and proves the goal. */
export const MAIL = {
  idea: 'Send the men’s e-mail',
  form: {
    ...FORM,
    goalMetric: 'visit_rate',
    guardrailMetrics: ['checkout_conversion'],
    smallestLift: '10',
    surface: 'e-mail',
  },
};

/** An error line that the bot wrote. */
export interface ErrorLine {
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** People at work in a running sandbox. Every act waits until the bot has come to rest. */
export interface Journey {
  readonly running: RunningSandbox;
  /** Error lines of the bot's log since they were last asked for. */
  takeErrors(): readonly ErrorLine[];
  command(person: string, text: string, options?: DeliveryOptions): Promise<Outcome>;
  /** `/experiment new <idea>`, the whole form filled in and submitted, in the usual channel unless another is given; answers the key of the new experiment. */
  propose(
    person: string,
    idea?: string,
    form?: Readonly<Record<string, Given>>,
    channel?: string,
  ): Promise<string>;
  /** Presses the newest button with this action in the thread. */
  press(person: string, key: string, actionId: string, options?: DeliveryOptions): Promise<Outcome>;
  /** Presses a button of a message as it was seen, which may be older than what is there now. */
  pressOn(
    person: string,
    seen: SlackMessage | SlackEphemeral,
    actionId: string,
    options?: DeliveryOptions,
  ): Promise<Outcome>;
  /** Fills in the modal that is open and submits it. */
  fill(person: string, values: Readonly<Record<string, Given>>, options?: DeliveryOptions): Promise<Outcome>;
  /** The modal on top. Throws where none is open. */
  modal(person: string): SlackView;
  load(key: string): Promise<Experiment>;
  /** The newest message of the thread with this button. Throws where there is none. */
  spot(key: string, actionId: string): Promise<SlackMessage>;
  /** The thread below the card as it reads, oldest first. */
  thread(key: string): Promise<readonly string[]>;
  card(key: string): Promise<string>;
  /** What one person alone was told last; empty where nothing was. */
  told(person: string): string;
  /** Stops everything. Throws where Slack would have refused something that the bot sent. */
  close(): Promise<void>;
}

/** How a journey begins. */
export interface JourneyOptions extends Omit<RunOptions, 'log'> {
  /** Errors of Slack that the journey brings about, which do not count as a mistake of the bot. */
  readonly refusals?: readonly string[];
  /** Gets every line of the bot's log. */
  readonly lines?: Logger;
}

/** Starts a sandbox and the bot, with everything at its beginning. */
export async function startJourney({
  refusals = [],
  lines = silentLogger,
  ...options
}: JourneyOptions = {}): Promise<Journey> {
  const errors: ErrorLine[] = [];
  const running = await runSandbox({ databaseFile: ':memory:', ...options, log: keeping(errors, lines) });
  const { slack } = running.sandbox;
  slack.onChange((change) => {
    if ('message' in change) noteShown(change.message.blocks);
  });
  const nameOf = (id: string) => slack.snapshot().users[id]?.name ?? id;
  const textOf = (message: SlackMessage | SlackEphemeral) => messageAsText(message, nameOf);
  return {
    running,
    takeErrors: () => errors.splice(0),
    ...readings(running, textOf),
    ...acts(running),
    close: async () => {
      const refused = slack
        .requests()
        .filter(({ answer, fault }) => fault === null && answer?.ok === false && !isTooEarly(answer))
        .filter(({ answer }) => !refusals.includes(String(answer?.['error'])));
      await running.close();
      const [first] = refused;
      if (first !== undefined)
        throw new Error(`Slack refused ${first.method}: ${JSON.stringify(first.answer)}`);
    },
  };
}

/** A message with a picture that Slack has not looked through yet: no message can know that before. */
function isTooEarly(answer: Answer): boolean {
  return JSON.stringify(answer).includes('invalid slack file');
}

function keeping(errors: ErrorLine[], lines: Logger): Logger {
  return {
    ...lines,
    error: (message, fields = {}) => {
      lines.error(message, fields);
      errors.push({ message, fields });
    },
  };
}

type Words = (message: SlackMessage | SlackEphemeral) => string;

function readings(running: RunningSandbox, words: Words) {
  const { slack } = running.sandbox;
  const load = async (key: string) => {
    const experiment = await running.bot.coPilot.load(key);
    if (experiment === null) throw new Error(`there is no experiment ${key}`);
    return experiment;
  };
  const messages = async (key: string) => {
    const {
      delivery: { channel, threadTs },
    } = await load(key);
    return slack.thread(channel, threadTs ?? '');
  };
  return {
    load,
    spot: async (key: string, actionId: string) => {
      const found = (await messages(key)).findLast(({ blocks }) => buttonsIn(blocks).includes(actionId));
      if (found === undefined) throw new Error(`no message in the thread of ${key} has ${actionId} now`);
      return found;
    },
    thread: async (key: string) => (await messages(key)).slice(1).map(words),
    card: async (key: string) => {
      const [card] = await messages(key);
      return card === undefined ? '' : words(card);
    },
    told: (person: string) => {
      const last = slack.ephemerals(person).at(-1);
      return last === undefined ? '' : words(last);
    },
    modal: (person: string) => openModal(running, person),
  };
}

function openModal({ sandbox }: RunningSandbox, person: string): SlackView {
  const view = sandbox.slack.openViews(person).at(-1);
  if (view === undefined) {
    const said = sandbox.slack.ephemerals(person).at(-1)?.text ?? 'nothing';
    throw new Error(`no modal is open for ${person}, who was told: ${said}`);
  }
  return view;
}

function acts(running: RunningSandbox) {
  const { slack } = running.sandbox;
  const typed = async (person: string, text: string, channel: string, options?: DeliveryOptions) => {
    const where = { channel };
    const came = await running.act(() => slack.as(person).command('/experiment', text, where, options));
    if (came.status === 200 && came.problem !== null)
      throw new Error(`Slack would not show the answer to ${text}: ${came.problem}`);
    return came;
  };
  const command: Journey['command'] = (person, text, options) =>
    typed(person, text, SANDBOX_CHANNEL, options);
  const fill: Journey['fill'] = (person, values, options) =>
    running.act(() => slack.as(person).submitModal(openModal(running, person), values, options));
  const pressOn: Journey['pressOn'] = (person, seen, actionId, options) => {
    notePressed(actionId);
    const press = () => slack.as(person).press(seen, { actionId }, options);
    const found = everyElement(seen.blocks).find(({ element }) => element['action_id'] === actionId);
    // A link is opened by Slack itself; the bot has nothing to answer.
    return found?.element['url'] === undefined ? running.act(press) : press();
  };
  return {
    command,
    fill,
    pressOn,
    press: async (person: string, key: string, actionId: string, options?: DeliveryOptions) => {
      const experiment = await running.bot.coPilot.load(key);
      const thread = slack.thread(experiment?.delivery.channel ?? '', experiment?.delivery.threadTs ?? '');
      const found = thread.findLast(({ blocks }) => buttonsIn(blocks).includes(actionId));
      if (found === undefined) throw new Error(`nobody can press ${actionId} in the thread of ${key}`);
      return pressOn(person, found, actionId, options);
    },
    propose: async (person: string, idea = IDEA, form = FORM, channel = SANDBOX_CHANNEL) => {
      const known = await keysOf(running);
      await typed(person, wholeForm(idea), channel);
      const sent = await fill(person, form);
      const key = (await keysOf(running)).find((one) => !known.includes(one));
      if (key === undefined) throw new Error(`no experiment was begun: ${JSON.stringify(sent)}`);
      return key;
    },
  };
}

/** Keys of all experiments. */
export function keysOf({ bot }: Pick<RunningSandbox, 'bot'>): Promise<readonly string[]> {
  return bot.coPilot.store.experimentKeys(null, 1_000);
}
