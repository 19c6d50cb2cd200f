import { type RunningSandbox, SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import type { Outcome } from '#sandbox/stand-ins/slack/people/outcome.ts';
import type { SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { clockTime, dayName } from '#sandbox/terminal/dates.ts';
import { line, span } from '#sandbox/terminal/line.ts';
import { modalLines } from '#sandbox/terminal/modal.ts';
import type { Names } from '#sandbox/terminal/mrkdwn.ts';
import type { Page } from '#sandbox/terminal/page.ts';
import { MINUTE } from '#shared/clock.ts';
import { fillForm } from './fill-form.ts';
import { type LiveButton, liveButtons, questionOf } from './live-buttons.ts';
import type { PlayCommand } from './read-command.ts';
import { listLines, threadLines } from './show.ts';
import { helpLines } from './words.ts';

/** What a session works with. */
export interface SessionNeeds {
  readonly running: RunningSandbox;
  readonly page: Page;
  readonly columns: number;
  readonly names: Names;
  readonly ask: (prompt: string) => Promise<string | null>;
  /** True until the person ends the program. */
  readonly isOn: () => boolean;
}

/** One person at a terminal, who may be several people of the workspace in turn. */
export interface Session {
  /** Id of the person that the terminal speaks for now. */
  readonly personId: () => string;
  /** What is written before the next command: who, and when it is. */
  readonly prompt: () => string;
  /** The buttons that can be pressed now. */
  readonly live: () => readonly LiveButton[];
  /** Does what was typed; `quit` is the caller's. */
  readonly run: (command: PlayCommand) => Promise<void>;
}

/** People take a moment to act; virtual time. */
const THINKING = MINUTE;

type Commands = {
  readonly [Kind in PlayCommand['kind']]: (command: Extract<PlayCommand, { kind: Kind }>) => Promise<void>;
};

/** Who the terminal speaks for now. */
interface Seat {
  person: string;
}

/** A session as @mia. */
export function createSession(needs: SessionNeeds): Session {
  const { slack, clock } = needs.running.sandbox;
  const seat: Seat = { person: 'mia' };
  const commands: Commands = { ...acts(needs, seat), ...views(needs, seat) };
  return {
    live: () => liveIn(needs, seat),
    personId: () => slack.userId(seat.person),
    prompt: () => `@${seat.person} ${clockTime(clock.now())} › `,
    run: async (command) => {
      if (['slash', 'press', 'merge'].includes(command.kind)) {
        await needs.running.advance(THINKING, { step: THINKING });
      }
      await dispatch(commands, command);
    },
  };
}

/** What stands in the channel, and the newest word to this person alone: Slack takes earlier ones away. */
function liveIn({ running }: SessionNeeds, { person }: Seat): readonly LiveButton[] {
  const { slack } = running.sandbox;
  return liveButtons([...slack.snapshot().messages, ...slack.ephemerals(person).slice(-1)]);
}

/** What reaches the bot: commands, presses, merges and time. */
function acts(needs: SessionNeeds, seat: Seat): Pick<Commands, 'slash' | 'press' | 'merge' | 'advance'> {
  const { running, page } = needs;
  const { slack, clock } = running.sandbox;
  const act = async (work: () => Promise<Outcome>) => {
    const { problem } = await running.act(work);
    if (problem !== null) page.print([line(`Slack shows: ${problem}`, 'danger')]);
    await fillForms(needs, seat.person);
  };
  const choose = async (menu: LiveButton) => {
    const value = await chosenIn(needs, menu);
    if (value === null) return page.print([line('Nothing is chosen.')]);
    await act(() => slack.as(seat.person).select(menu.message, { actionId: menu.actionId }, value));
  };
  return {
    slash: ({ text }) =>
      act(() => slack.as(seat.person).command('/experiment', text, { channel: SANDBOX_CHANNEL })),
    press: async ({ number }) => {
      const live = liveIn(needs, seat);
      const found = live.find((one) => one.number === number);
      if (found === undefined) return page.print([line(numberHint(live))]);
      if (found.choices.length > 0) return choose(found);
      if (!(await isConfirmed(needs, found))) return page.print([line('Not pressed.')]);
      const target = { actionId: found.actionId, ...(found.value === null ? {} : { value: found.value }) };
      await act(() => slack.as(seat.person).press(found.message, target));
    },
    merge: ({ number }) => merge(needs, seat.person, number),
    advance: async ({ milliseconds }) => {
      const onStep = () => page.progress(`… ${moment(clock.now())}`);
      await running.advance(milliseconds, { goOn: needs.isOn, onStep });
      page.progress(null);
      page.print([line(`It is ${moment(clock.now())}.`)]);
    },
  };
}

/** What changes nothing but who looks, and at what. */
function views(needs: SessionNeeds, seat: Seat): Omit<Commands, keyof ReturnType<typeof acts>> {
  const { print } = needs.page;
  return {
    nothing: async () => {},
    quit: async () => {},
    help: async () => print(helpLines()),
    unknown: async ({ hint }) => print([line(hint)]),
    list: async () => print(await listLines(needs.running.bot.coPilot.store)),
    thread: async ({ which }) => print(await threadLines(needs, which, liveIn(needs, seat))),
    as: async ({ name }) => {
      const people = peopleOf(needs);
      const found = people.find((one) => one.name === (name ?? seat.person));
      if (found === undefined)
        return print([line(`No person is called ${name}. The people here are ${namesIn(people)}.`)]);
      seat.person = found.name;
      print([line(`You are @${found.name}, ${found.realName}. The people here are ${namesIn(people)}.`)]);
    },
  };
}

/** The table maps each kind to what does exactly that kind, which TypeScript cannot follow over a union. */
function dispatch(commands: Commands, command: PlayCommand): Promise<void> {
  const work = commands[command.kind] as (given: PlayCommand) => Promise<void>;
  return work(command);
}

function moment(at: number): string {
  return `${dayName(at)} ${clockTime(at)}`;
}

function peopleOf({ running }: Pick<SessionNeeds, 'running'>) {
  return Object.values(running.sandbox.slack.snapshot().users).filter(({ isBot }) => !isBot);
}

function namesIn(people: readonly { readonly name: string }[]): string {
  return people.map(({ name }) => `@${name}`).join(', ');
}

function numberHint(live: readonly LiveButton[]): string {
  if (live.length === 0)
    return 'There is no button to press now. Type thread to see what comes next, or advance 1d to let time pass.';
  return `Type a number from 1 to ${live.length}; thread shows the buttons again.`;
}

/** Fills in the forms that are open for a person, one after the other, until none is left or one is given up. */
async function fillForms(needs: SessionNeeds, person: string): Promise<void> {
  const { running, page, columns, names, ask } = needs;
  const actor = running.sandbox.slack.as(person);
  for (;;) {
    const view = running.sandbox.slack.openViews(person).at(-1);
    if (view === undefined) return;
    if (!asksForSomething(view)) {
      page.print(modalLines(view, { columns, names, numberOf: () => null }));
      await actor.closeModal(view);
      continue;
    }
    const taken = await fillForm(
      {
        ...{ columns, names, ask, people: peopleOf(needs) },
        print: page.print,
        submit: (filled) => running.act(() => actor.submitModal(view, filled)),
      },
      view,
    );
    if (taken) continue;
    await actor.closeModal(view);
    return page.print([line('The form is closed; nothing was sent.')]);
  }
}

/** A page of details has no field to fill in: it is read and closed. */
function asksForSomething({ blocks }: SlackView): boolean {
  return blocks.some(({ type }) => type === 'input');
}

/** The choice in a menu, by its number; null if the person takes none. */
async function chosenIn({ page, ask }: SessionNeeds, { choices }: LiveButton): Promise<string | null> {
  page.print(choices.map(({ label }, index) => [span(`  ${index + 1}`, 'bold'), span(`  ${label}`)]));
  const answer = await ask('  Which? › ');
  return choices[Number(answer?.trim()) - 1]?.value ?? null;
}

/** Slack's own question before a press, if the button has one. Enter says yes. */
async function isConfirmed({ page, ask }: SessionNeeds, button: LiveButton): Promise<boolean> {
  const question = questionOf(button);
  if (question === null) return true;
  page.print([[span(question.title, 'bold'), span(`  ${question.text}`)]]);
  const answer = await ask(`  ${question.yes}? [yes] › `);
  return answer !== null && ['', 'y', 'yes'].includes(answer.trim().toLowerCase());
}

async function merge({ running, page }: SessionNeeds, person: string, number: number | null): Promise<void> {
  const open = (await running.sandbox.github.listPulls()).filter(({ state }) => state === 'open');
  const named = open.filter((pull) => number === null || pull.number === number);
  const [pull, second] = named;
  if (pull === undefined)
    return page.print([
      line('There is no such open pull request. The bot opens one when a plan is approved.'),
    ]);
  if (second !== undefined) {
    return page.print([
      line('Several are open; say which:'),
      ...named.map((one) => line(`  merge ${one.number}  ${one.title}`)),
    ]);
  }
  page.print([line(`@${person} merges pull request #${pull.number} on GitHub: ${pull.title}`)]);
  await running.merge(pull.number, person);
}
