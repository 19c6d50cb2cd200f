import type { Experiment } from '#domain/experiment.ts';
import { type RunningSandbox, SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import { fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import type { Given } from '#sandbox/stand-ins/slack/people/chosen-value.ts';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import { labelOf } from '#sandbox/terminal/buttons.ts';
import { type Line, line, span } from '#sandbox/terminal/line.ts';
import type { Page } from '#sandbox/terminal/page.ts';
import { MINUTE } from '#shared/clock.ts';

/** People think before they act; virtual time. */
const THINKING = 4 * MINUTE;

/** The stage of the demo's people: the page tells every act before it is done. */
export interface Stage {
  readonly running: RunningSandbox;
  readonly page: Page;
  /**
   * Types `/experiment <idea>`, or `/experiment new <idea>` if there is more to say, fills in the form that opens, and submits it.
   * Answers the new experiment's key.
   */
  propose(person: string, idea: string, form: Readonly<Record<string, Given>>): Promise<string>;
  /** Presses the newest button of this action in the experiment's thread. */
  press(person: string, key: string, actionId: string): Promise<void>;
  /** Merges a pull request on GitHub. */
  merge(person: string, number: number): Promise<void>;
  /** The experiment as the journal says. */
  load(key: string): Promise<Experiment>;
}

/** The stage over a running sandbox. */
export function createStage(running: RunningSandbox, page: Page): Stage {
  const { sandbox, bot } = running;
  const think = () => running.advance(THINKING, { step: THINKING });
  const load = async (key: string) => {
    const experiment = await bot.coPilot.load(key);
    if (experiment === null) throw new Error(`there is no experiment ${key}`);
    return experiment;
  };
  return {
    running,
    page,
    load,
    propose: (person, idea, form) => propose(running, page, { person, idea, form }),
    press: async (person, key, actionId) => {
      await think();
      const {
        delivery: { channel, threadTs },
      } = await load(key);
      const found = newestButton(sandbox.slack.thread(channel, threadTs ?? ''), actionId);
      if (found === null) throw new Error(`no person can press ${actionId} in the thread of ${key} now`);
      page.print(doing(person, 'presses', `[ ${found.label} ]`, found.question));
      await running.act(() => sandbox.slack.as(person).press(found.message, { actionId }));
    },
    merge: async (person, number) => {
      await think();
      page.print(doing(person, 'merges', `pull request #${number}`, 'on GitHub'));
      await running.merge(number, person);
    },
  };
}

interface Proposed {
  readonly person: string;
  readonly idea: string;
  readonly form: Readonly<Record<string, Given>>;
}

async function propose(
  running: RunningSandbox,
  page: Page,
  { person, idea, form }: Proposed,
): Promise<string> {
  const { slack } = running.sandbox;
  const text = Object.keys(form).length === 0 ? idea : `new ${idea}`;
  page.print(doing(person, 'types', `/experiment ${text}`));
  const actor = slack.as(person);
  await running.act(() => actor.command('/experiment', text, { channel: SANDBOX_CHANNEL }));
  const view = slack.openViews(person).at(-1);
  if (view === undefined) throw new Error('the form did not open');
  const sent = await running.act(() => actor.submitModal(view, form));
  const wrong = Object.entries(sent.errors).map(([field, text]) => `${field}: ${text}`);
  if (sent.problem !== null || wrong.length > 0) {
    throw new Error(`the form was not taken: ${sent.problem ?? wrong.join('; ')}`);
  }
  const [newest] = await running.bot.coPilot.store.summaries({ limit: 1 });
  if (newest === undefined) throw new Error('no experiment was begun');
  return newest.key;
}

interface FoundButton {
  readonly message: SlackMessage;
  readonly label: string;
  /** What Slack asks before it sends the press, with the answer; empty if it asks nothing. */
  readonly question: string;
}

function newestButton(messages: readonly SlackMessage[], actionId: string): FoundButton | null {
  for (const message of messages.toReversed()) {
    const found = everyElement(message.blocks).find(({ element }) => element['action_id'] === actionId);
    if (found === undefined) continue;
    const confirm = fieldsOf(found.element['confirm']);
    const title = textOf(fieldsOf(confirm['title'])['text']);
    const question = title === undefined ? '' : `and confirms “${title}”`;
    return { message, label: labelOf(found.element), question };
  }
  return null;
}

function doing(person: string, act: string, what: string, rest = ''): readonly Line[] {
  return [
    [],
    [
      span('» ', 'dim'),
      span(`@${person}`, 'mention'),
      span(` ${act} `, 'dim'),
      span(what, 'bold'),
      span(rest === '' ? '' : ` ${rest}`, 'dim'),
    ],
  ];
}

/** A remark of the demo itself, apart from what Slack shows. */
export function remark(text: string): Line {
  return line(`» ${text}`, 'dim');
}
