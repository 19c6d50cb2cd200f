import { z } from 'zod';
import { isHopeless, needsNoProof } from '#sandbox/stand-ins/openai/cues/at-once.ts';
import { namesAChange, separateChanges } from '#sandbox/stand-ins/openai/cues/changes.ts';
import { withoutOrders } from '#sandbox/stand-ins/openai/cues/cue.ts';
import { isBesideThePoint } from '#sandbox/stand-ins/openai/cues/places.ts';
import { categoriesIn, type RiskSeen, riskIn } from '#sandbox/stand-ins/openai/cues/risks.ts';
import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { type RequestSeen, RequestShape } from '#sandbox/stand-ins/openai/shapes.ts';
import { cut, overlap, tidy } from '#sandbox/stand-ins/openai/words.ts';

const AnswersShape = z.object({
  mayAsk: z.boolean(),
  given: z.array(z.object({ question: z.string().nullable(), answer: z.string() })),
});
type AnswersSeen = z.infer<typeof AnswersShape>;

const RISKS: readonly RiskSeen[] = ['low', 'medium', 'high'];

function riskOf({ idea, surface, risk }: RequestSeen): RiskSeen {
  const found = riskIn(idea, surface);
  return RISKS.indexOf(found) > RISKS.indexOf(risk) ? found : risk;
}

interface Judgement {
  readonly outcome: 'experiment' | 'do-now' | 'drop';
  readonly ground: string | null;
  readonly reason: string;
  readonly questions: readonly string[];
  /** What the idea lacks. */
  readonly specific: 'ok' | 'weak' | 'missing';
  /** Whether it bears on the goal; it does if left out. */
  readonly relevant?: 'weak' | 'missing' | undefined;
}

function no(outcome: 'do-now' | 'drop', ground: string, reason: string): Judgement {
  return { outcome, ground, reason, questions: [], specific: outcome === 'drop' ? 'missing' : 'ok' };
}

/** What to do with an idea that no experiment could answer; null if one could. */
function withoutExperiment(idea: string, quoted: string): Judgement | null {
  const atOnce = needsNoProof(idea);
  if (atOnce !== null) {
    const { ground, words } = atOnce;
    return no('do-now', ground, `${quoted} ${AT_ONCE[ground]} (“${words}”). ${FOR_ALL}`);
  }
  const hopeless = isHopeless(idea);
  return hopeless === null
    ? null
    : no('drop', 'hopeless', `${quoted} ${hopeless.why} (“${hopeless.words}”).`);
}

const AT_ONCE = {
  'bug-fix': 'mends something',
  security: 'closes a hole',
  'legal-duty': 'is a duty',
  urgent: 'cannot wait for weeks',
} as const;
const FOR_ALL = 'Do it for all users at once; there is nothing to learn from withholding it.';

function besideThePoint(quoted: string, goalMetric: string): Judgement {
  const metric = cut(goalMetric.replaceAll('_', ' '), 80);
  return {
    ...{ outcome: 'experiment', ground: null, specific: 'ok', relevant: 'missing' },
    reason: `${quoted} has nothing to do with what ${metric} counts.`,
    questions: [`How would people who meet this change come to move ${metric}?`],
  };
}

function judge({ idea, surface, goalMetric }: RequestSeen, { given, mayAsk }: AnswersSeen): Judgement {
  const quoted = `“${cut(tidy(idea), 120)}”`;
  const other = withoutExperiment(idea, quoted);
  if (other !== null) return other;
  const own = withoutOrders(idea);
  const said = [own, ...given.map(({ answer }) => answer)].join('. ');
  const separate = separateChanges(own);
  if (separate.length > 2 && given.length === 0) {
    const reason = `${quoted} names several changes at once, so no result could say which of them worked.`;
    if (!mayAsk) return no('drop', 'several-changes', reason);
    const which = `Which one of these comes first: ${cut(separate.join('; '), 160)}?`;
    return { outcome: 'experiment', ground: null, reason, questions: [which], specific: 'missing' };
  }
  if (namesAChange(said, surface)) {
    const isBeside = isBesideThePoint(own, goalMetric);
    if (isBeside && given.length === 0 && mayAsk) return besideThePoint(quoted, goalMetric);
    const reason = `${quoted} is one change on ${surface} that can be shown to some and kept from others.`;
    return {
      outcome: 'experiment',
      ground: null,
      reason,
      questions: [],
      specific: 'ok',
      ...(isBeside ? { relevant: 'weak' as const } : {}),
    };
  }
  const reason = `${quoted} says what is wished for, not what changes.`;
  if (!mayAsk) return no('drop', 'no-change', reason);
  const questions = [
    `What exactly would people see on ${cut(surface, 100)} that they do not see today?`,
    `Why would that move ${cut(goalMetric, 100)}?`,
  ];
  return { outcome: 'experiment', ground: null, reason, questions, specific: 'missing' };
}

function verdictsOf(
  { surface, goalMetric }: RequestSeen,
  { specific, relevant }: Pick<Judgement, 'specific' | 'relevant'>,
) {
  const ok = (reason: string) => ({ verdict: 'ok', reason });
  const changes = {
    ok: 'One change is named.',
    weak: 'The change is named in part.',
    missing: 'No single change is named.',
  };
  return {
    specific: { verdict: specific, reason: changes[specific] },
    measurable: ok(`${cut(goalMetric.replaceAll('_', ' '), 80)} counts it.`),
    achievable: ok(`A flag can switch it on ${cut(surface, 80)}.`),
    relevant:
      relevant === undefined
        ? ok('It bears on the goal of the request.')
        : { verdict: relevant, reason: 'The goal counts something else.' },
    timeBound: ok('The effect shows within the run.'),
  };
}

/** Judges an idea by its words: a named change with something concrete is testable, wishes and repairs are not. */
export function scriptedSupervisor(question: Question): object {
  const request = jsonOf(question, 'request', RequestShape);
  const templates = jsonOf(
    question,
    'templates',
    z.array(z.object({ name: z.string(), description: z.string() })),
  );
  const about = `${request.idea} ${request.surface} ${request.goalMetric.replaceAll('_', ' ')}`;
  const scored = templates.map(({ name, description }) => ({
    name,
    score: overlap(`${name} ${description}`, about),
  }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  const { specific, relevant, ...judged } = judge(request, jsonOf(question, 'answers', AnswersShape));
  return {
    ...judged,
    verdicts: verdictsOf(request, { specific, relevant }),
    template: best?.name ?? '',
    risk: riskOf(request),
    categories: categoriesIn(request.idea),
  };
}
