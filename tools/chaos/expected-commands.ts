import { z } from 'zod';
import type { PersonBody } from '#domain/command.ts';
import type { Decision } from '#domain/decision/state.ts';
import type { Given } from '#sandbox/stand-ins/slack/people/chosen-value.ts';
import type { SlackView } from '#sandbox/stand-ins/slack/state.ts';

/** What an act asks of an experiment: an account of its own, so that the bot's is not compared with itself. */
export interface Asked {
  readonly experiment: string | null;
  readonly command: PersonBody | null;
}

const Value = z.object({
  experiment: z.string(),
  message: z.string().nullable().default(null),
  planHash: z.string().default(''),
  snapshotHash: z.string().default(''),
  flagVersion: z.string().default(''),
  effect: z.string().default(''),
  days: z.number().default(0),
  pausedAt: z.number().nullable().default(null),
  /** What a form decides, or the commit of the decision that Undo takes back. */
  decision: z
    .union([z.enum(['ship', 'kill', 'end-without-winner', 'keep-running']), z.number()])
    .default('keep-running'),
});
type Value = z.infer<typeof Value>;

const DECISIONS: Readonly<Record<string, Decision>> = {
  decide_ship: 'ship',
  decide_kill: 'kill',
  decide_end: 'end-without-winner',
  decide_keep: 'keep-running',
  decide_iterate: 'end-without-winner',
  confirm_ship: 'ship',
  confirm_kill: 'kill',
  confirm_end_without_winner: 'end-without-winner',
  confirm_keep_running: 'keep-running',
};

function valueIn(json: string): Value | null {
  try {
    return Value.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

/** The command that a button stands for; none if it only opens a form or a page. */
export function commandOfButton(actionId: string, json: string): Asked {
  const value = valueIn(json);
  if (value === null) return { experiment: null, command: null };
  const { experiment, message, planHash } = value;
  return { experiment, command: simple(actionId, message, planHash, value) };
}

function simple(actionId: string, message: string | null, planHash: string, value: Value): PersonBody | null {
  const { snapshotHash, flagVersion, effect, pausedAt } = value;
  const decision = DECISIONS[actionId];
  if (decision !== undefined) {
    return { name: 'decide', decision, planHash, snapshotHash, flagVersion, reason: null, message };
  }
  switch (actionId) {
    case 'approve_plan':
      return { name: 'approve', planHash, message };
    case 'launch':
      return { name: 'launch', planHash, conflicts: [], message };
    case 'pause_experiment':
      return { name: 'pause', reason: '' };
    case 'resume_experiment':
      return { name: 'resume', message, ...(pausedAt === null ? {} : { pausedAt }) };
    case 'undo_decision':
      return typeof value.decision === 'number' ? { name: 'undo', decision: value.decision, message } : null;
    case 'confirm_extend':
      return { name: 'extend', days: value.days, planHash, snapshotHash, flagVersion, reason: '', message };
    case 'retry_design':
      return { name: 'retryDesign', message };
    case 'retry_clean_up':
      return { name: 'retryCleanUp', message };
    case 'restore_flag':
      return { name: 'restoreFlag', flagVersion, message };
    case 'accept_flag':
      return { name: 'acceptFlag', flagVersion, message };
    case 'end_for_flag':
      return { name: 'endForFlag', flagVersion, message };
    case 'retry_effect':
      return { name: 'retryEffect', effect, message };
    default:
      return null;
  }
}

/** The command that a submitted form stands for; a proposal has no experiment yet. */
export function commandOfForm(view: SlackView, values: Readonly<Record<string, Given>>): Asked {
  const value = valueIn(view.private_metadata);
  if (value === null) return { experiment: null, command: null };
  const { experiment, message, planHash, snapshotHash, flagVersion, decision } = value;
  const reason = String(values['reason'] ?? '');
  switch (view.callback_id) {
    case 'request_changes':
      return { experiment, command: { name: 'requestChanges', comment: reason, planHash, message } };
    case 'overrule_advice':
      return { experiment, command: { name: 'overruleAdvice', reason, message } };
    case 'answer_questions': {
      const answers = ['answer-0', 'answer-1'].map((field) => String(values[field] ?? ''));
      const given = answers.filter((answer) => answer !== '').map((answer) => ({ question: null, answer }));
      return { experiment, command: { name: 'answerQuestions', answers: given, message } };
    }
    case 'retry_implementation':
      return {
        experiment,
        command: { name: 'retryImplementation', message, hint: String(values['hint'] ?? '') },
      };
    case 'reject_plan':
      return { experiment, command: { name: 'reject', planHash, reason, message } };
    case 'extend_experiment': {
      const days = Number(values['days'] ?? 0);
      return {
        experiment,
        command: { name: 'extend', days, planHash, snapshotHash, flagVersion, reason, message },
      };
    }
    case 'override_reason':
      return {
        experiment,
        command:
          typeof decision === 'number'
            ? null
            : { name: 'decide', decision, planHash, snapshotHash, flagVersion, reason, message },
      };
    default:
      return { experiment, command: editOf(planHash, message) };
  }
}

/** What is asked for does not count for whether an edit is allowed: only what was seen does. */
function editOf(planHash: string, message: string | null): PersonBody {
  const request = {
    ...{ idea: '', goalMetric: '', guardrailMetrics: [], smallestLift: 0, trafficShare: 1, split: [] },
    ...{ surface: '', repository: '', risk: 'low' as const, owner: '' },
  };
  return {
    name: 'editRequest',
    request,
    planHash: planHash === '' ? null : planHash,
    message: message === '' ? null : message,
  };
}

/** The command that typed words stand for; none for an idea, which opens a form, and for words that only read. */
export function commandOfWords(text: string): PersonBody | null {
  const [word = '', , ...rest] = text.split(/\s+/);
  const reason = rest.join(' ');
  if (word === 'pause') return { name: 'pause', reason };
  if (word === 'resume') return { name: 'resume', message: null };
  if (word === 'cancel') return { name: 'cancel', reason };
  return null;
}
