import type { Structured } from '#adapters/openai/messages.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type RunningSandbox, runSandbox } from '#sandbox/run-sandbox.ts';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import { silentLogger } from '#shared/logger.ts';
import { say } from '../command-line.ts';
import { typeIdea } from '../type-idea.ts';
import { SMALL_MODEL } from './serve.ts';

/** What people type. */
export const IDEAS: readonly string[] = [
  'Move the first gate from level 30 to level 40',
  'Send the men’s e-mail to all customers who bought last year',
  'Show how many steps are left while people check out',
];

/** Milliseconds that one answer may take: the machine may be busy, and the cap of the answer ends one that runs away. */
const PATIENCE = 30 * 60_000;

/** How an idea ends: in a plan, in a message with what to do next, in a cut-off answer, or in none of these. */
export interface Played {
  readonly idea: string;
  readonly end: 'plan' | 'next-step' | 'cut-off' | 'stuck';
}

interface Play {
  readonly mode: Structured;
  readonly baseUrl: string;
  readonly ideas: readonly string[];
}

/** Types each idea after `/experiment` in a sandbox of its own, with this model, and says what came of it. */
export async function playIdeas({ mode, baseUrl, ideas }: Play): Promise<readonly Played[]> {
  const played: Played[] = [];
  for (const idea of ideas) {
    say(`  /experiment ${idea}`);
    const running = await runSandbox({
      log: silentLogger,
      databaseFile: ':memory:',
      model: {
        ...{ apiKey: 'sk-small', baseUrl, model: SMALL_MODEL, structured: mode, prices: {} },
        timeoutMs: PATIENCE,
      },
    });
    try {
      played.push({ idea, end: await play(running, idea) });
    } finally {
      await running.close();
    }
  }
  return played;
}

async function play(running: RunningSandbox, idea: string): Promise<Played['end']> {
  const sent = await typeIdea(running, idea, {});
  if (sent === null) return told('stuck', 'no form opened');
  const [key = ''] = await running.bot.coPilot.store.experimentKeys(null, 1);
  const experiment = await running.bot.coPilot.load(key);
  return experiment === null ? told('stuck', 'no experiment was begun') : endOf(running, experiment);
}

function endOf(
  { sandbox }: RunningSandbox,
  { status, failure, delivery, design }: Experiment,
): Played['end'] {
  if (status === 'in-review') return told('plan', design?.plan.title ?? '');
  if (failure?.reason === 'truncated') return told('cut-off', `${failure.role}: ${failure.detail}`);
  const { channel, threadTs } = delivery;
  const last = sandbox.slack
    .thread(channel, threadTs ?? '')
    .slice(1)
    .at(-1);
  const buttons = everyElement(last?.blocks ?? []).filter(({ element }) => element['type'] === 'button');
  const [fault] = delivery.failedEffects;
  if (fault !== undefined) return told('stuck', `${fault.kind}: ${fault.detail}`);
  if (failure === null || buttons.length === 0) return told('stuck', last?.text ?? 'nothing was said');
  return told('next-step', `${failure.role}, ${failure.reason}: ${failure.detail}`);
}

function told(end: Played['end'], why: string): Played['end'] {
  say(`    → ${end}: ${why.replaceAll('\n', ' ').slice(0, 300)}`);
  return end;
}
