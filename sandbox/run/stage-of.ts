import type { FullConfig } from '#app/config.ts';
import type { SandboxStage } from '#app/web/sandbox-stage.ts';
import type { Sandbox } from '#sandbox/start-sandbox.ts';
import { DAY, HOUR } from '#shared/clock.ts';

/** Up to so long, time passes by the hour; beyond it by quarters of a day. */
const SHORT = 3 * DAY;

/** How things happen in a running sandbox. */
interface Acts {
  readonly advance: (
    milliseconds: number,
    pace: { readonly step: number; readonly goOn: () => Promise<boolean> },
  ) => Promise<void>;
  readonly merge: (number: number, person: string) => Promise<void>;
  readonly settle: () => Promise<void>;
  /** Keys of the experiments that wait for a decision. */
  readonly undecided: () => Promise<readonly string[]>;
}

/** What a browser can bring about in a sandbox. One thing happens after the other. */
export function stageOf(
  { clock, github, slack, model }: Pick<Sandbox, 'clock' | 'github' | 'slack' | 'model'>,
  { advance, merge, settle, undecided }: Acts,
): SandboxStage {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
  const openPulls = async () =>
    (await github.listPulls())
      .filter(({ state }) => state === 'open')
      .map(({ number, title }) => ({ number, title }));
  let passing: Promise<void> | null = null;
  return {
    now: clock.now,
    note: model === null ? null : 'Agents are scripted: the code that they write is an example.',
    pass: (milliseconds) => {
      // A second press meanwhile is the same one, sent twice: by itself it would pass the decision at which the first one stops.
      passing ??= inTurn(async () => {
        const known = await undecided();
        // A decision that no person takes in time is taken by the bot: who lets a week pass would never see it.
        const goOn = async () => (await undecided()).every((key) => known.includes(key));
        await advance(milliseconds, { step: milliseconds > SHORT ? 6 * HOUR : HOUR, goOn });
      }).finally(() => {
        passing = null;
      });
      return passing;
    },
    openPulls,
    merge: (number, user) => {
      const name = slack.snapshot().users[user]?.name ?? user;
      return inTurn(async () => {
        if ((await openPulls()).some((one) => one.number === number)) await merge(number, name);
      });
    },
    rest: () => inTurn(settle),
  };
}

/** The settings of the desk with a stage, which is there when a request comes. */
export function staged(
  { desk }: Pick<FullConfig, 'desk'>,
  stage: () => SandboxStage,
): Pick<FullConfig, 'desk'> {
  if (desk?.kind !== 'sandbox') return {};
  const now: SandboxStage = {
    now: () => stage().now(),
    get note() {
      return stage().note;
    },
    pass: (milliseconds) => stage().pass(milliseconds),
    openPulls: () => stage().openPulls(),
    merge: (number, user) => stage().merge(number, user),
    rest: () => stage().rest(),
  };
  return { desk: { ...desk, stage: now } };
}
