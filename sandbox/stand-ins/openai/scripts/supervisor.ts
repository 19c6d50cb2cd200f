import { z } from 'zod';
import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { type RequestSeen, RequestShape } from '#sandbox/stand-ins/openai/shapes.ts';
import { contentWords, cut, overlap, tidy } from '#sandbox/stand-ins/openai/words.ts';

const CHANGES =
  /\b(?:add|allow|ask|change|collapse|cut|delay|drop|enlarge|give|group|hide|highlight|increase|invite|let|lengthen|limit|lower|make|merge|move|offer|open|place|prefill|put|raise|reduce|remind|remove|rename|reorder|replace|reword|send|shorten|show|simplify|skip|sort|split|start|stop|swap|translate|try|turn|unlock|use)\b/gi;
const WISHES = new Set(
  'improve better nicer good great awesome amazing optimise optimize optimization engaging modern fresh thing stuff everything something app site product page experience ux more less much very really'.split(
    ' ',
  ),
);
const OUTCOMES = new Set(
  'conversion revenue retention engagement growth sale sales churn kpi metric number money profit success'.split(
    ' ',
  ),
);
const REPAIRS =
  /\b(?:bug|broken|crash(?:es|ing)?|hotfix|outage|security hole|vulnerab\w+|typo|legal duty|gdpr request|court)\b/i;
const HURRIES = /\b(?:urgent(?:ly)?|immediately|right now|asap|emergency)\b/i;
const HIGH =
  /\b(?:pric(?:e|es|ing)|payments?|refunds?|medical|health|child(?:ren)?|minors?|credit|loans?|insurance|account access|safety)\b/i;
const MEDIUM = /\b(?:checkout|e-?mails?|log-?in|sign-?up|notifications?|subscriptions?)\b/i;

const AnswersShape = z.object({
  mayAsk: z.boolean(),
  given: z.array(z.object({ question: z.string().nullable(), answer: z.string() })),
});
type AnswersSeen = z.infer<typeof AnswersShape>;

const RISKS = ['low', 'medium', 'high'] as const;
type Risk = (typeof RISKS)[number];

/** The risk that the words of an idea and its surface tell. */
export function riskIn(idea: string, surface: string): Risk {
  if (HIGH.test(idea)) return 'high';
  return MEDIUM.test(`${idea} ${surface}`) ? 'medium' : 'low';
}

function riskOf({ idea, surface, risk }: RequestSeen): Risk {
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
}

function no(outcome: 'do-now' | 'drop', ground: string, reason: string): Judgement {
  return { outcome, ground, reason, questions: [], specific: outcome === 'drop' ? 'missing' : 'ok' };
}

const GROUNDS: readonly (readonly [pattern: RegExp, ground: string])[] = [
  [/legal duty|gdpr request|court/i, 'legal-duty'],
  [/security hole|vulnerab/i, 'security'],
];

/** Ideas that should be done at once, for all users. */
function needsNoProof(idea: string, quoted: string): Judgement | null {
  const repair = REPAIRS.exec(idea)?.[0];
  if (repair !== undefined) {
    const ground = GROUNDS.find(([pattern]) => pattern.test(repair))?.[1] ?? 'bug-fix';
    const reason = `${quoted} mends something (“${repair}”). Do it for all users at once; there is nothing to learn from withholding it.`;
    return no('do-now', ground, reason);
  }
  const hurry = HURRIES.exec(idea)?.[0];
  if (hurry === undefined) return null;
  const reason = `${quoted} is said to be “${hurry}”: waiting weeks for proof would cost more than being wrong.`;
  return no('do-now', 'urgent', reason);
}

/** Verbs of change that each begin a part of the idea: `Add A, move B and remove C` are three changes. */
function separateChanges(idea: string): readonly string[] {
  return idea.split(/[,;.]|\band\b/i).flatMap((part) => {
    const [first = ''] = tidy(part).split(' ');
    return first.match(CHANGES) ?? [];
  });
}

/** The words of the idea that say what changes, beside wishes, aims and verbs. */
function concreteWords(text: string, changes: ReadonlySet<string>): readonly string[] {
  return contentWords(text).filter((word) => !WISHES.has(word) && !OUTCOMES.has(word) && !changes.has(word));
}

function judge({ idea, surface, goalMetric }: RequestSeen, { given, mayAsk }: AnswersSeen): Judgement {
  const quoted = `“${cut(tidy(idea), 120)}”`;
  const atOnce = needsNoProof(idea, quoted);
  if (atOnce !== null) return atOnce;
  const said = [idea, ...given.map(({ answer }) => answer)].join('. ');
  const separate = separateChanges(idea);
  if (separate.length > 2 && given.length === 0) {
    const reason = `${quoted} names several changes at once, so no result could say which of them worked.`;
    if (!mayAsk) return no('drop', 'several-changes', reason);
    const which = `Which one of these comes first: ${separate.slice(0, 6).join(', ')}?`;
    return { outcome: 'experiment', ground: null, reason, questions: [which], specific: 'missing' };
  }
  const changes = new Set((said.match(CHANGES) ?? []).map((word) => word.toLowerCase()));
  if (concreteWords(said, changes).length >= (changes.size > 0 ? 2 : 4)) {
    const reason = `${quoted} is one change on ${surface} that can be shown to some and kept from others.`;
    return { outcome: 'experiment', ground: null, reason, questions: [], specific: 'ok' };
  }
  const reason = `${quoted} says what is wished for, not what changes.`;
  if (!mayAsk) return no('drop', 'no-change', reason);
  const questions = [
    `What exactly would people see on ${cut(surface, 100)} that they do not see today?`,
    `Why would that move ${cut(goalMetric, 100)}?`,
  ];
  return { outcome: 'experiment', ground: null, reason, questions, specific: 'missing' };
}

function verdictsOf({ surface, goalMetric }: RequestSeen, specific: Judgement['specific']) {
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
    relevant: ok('It bears on the goal of the request.'),
    timeBound: ok('The effect shows within the run.'),
  };
}

const CATEGORIES: readonly (readonly [pattern: RegExp, category: string])[] = [
  [/\b(?:pric\w*|payments?|refunds?|loans?|credit|subscriptions?)\b/i, 'money'],
  [/\b(?:child(?:ren)?|minors?)\b/i, 'minors'],
  [/\b(?:medical|health)\b/i, 'health'],
  [/\b(?:log-?in|sign-?up|account access)\b/i, 'access'],
];

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
  const { specific, ...judged } = judge(request, jsonOf(question, 'answers', AnswersShape));
  return {
    ...judged,
    verdicts: verdictsOf(request, specific),
    template: best?.name ?? '',
    risk: riskOf(request),
    categories: CATEGORIES.filter(([pattern]) => pattern.test(request.idea)).map((entry) => entry[1]),
  };
}
