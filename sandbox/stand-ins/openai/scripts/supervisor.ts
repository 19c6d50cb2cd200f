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
  readonly testable: boolean;
  readonly reason: string;
  readonly questions: readonly string[];
}

function no(reason: string, questions: readonly string[] = []): Judgement {
  return { testable: false, reason, questions };
}

/** Ideas that should be done at once, for all users. */
function needsNoProof(idea: string, quoted: string): Judgement | null {
  const repair = REPAIRS.exec(idea)?.[0];
  if (repair !== undefined) {
    return no(
      `${quoted} mends something (“${repair}”). Do it for all users at once; there is nothing to learn from withholding it.`,
    );
  }
  const hurry = HURRIES.exec(idea)?.[0];
  if (hurry === undefined) return null;
  return no(`${quoted} is said to be “${hurry}”: waiting weeks for proof would cost more than being wrong.`);
}

/** Verbs of change that each begin a part of the idea: `Add A, move B and remove C` are three changes. */
function separateChanges(idea: string): readonly string[] {
  return idea.split(/[,;.]|\band\b/i).flatMap((part) => {
    const [first = ''] = tidy(part).split(' ');
    return first.match(CHANGES) ?? [];
  });
}

function judge({ idea, surface, goalMetric }: RequestSeen): Judgement {
  const quoted = `“${cut(tidy(idea), 120)}”`;
  const atOnce = needsNoProof(idea, quoted);
  if (atOnce !== null) return atOnce;
  const separate = separateChanges(idea);
  if (separate.length > 2) {
    return no(`${quoted} names several changes at once, so no result could say which of them worked.`, [
      `Which one of these comes first: ${separate.slice(0, 6).join(', ')}?`,
    ]);
  }
  const changes = new Set((idea.match(CHANGES) ?? []).map((word) => word.toLowerCase()));
  const concrete = contentWords(idea).filter(
    (word) => !WISHES.has(word) && !OUTCOMES.has(word) && !changes.has(word),
  );
  if (concrete.length >= (changes.size > 0 ? 2 : 4)) {
    const reason = `${quoted} is one change on ${surface} that can be shown to some and kept from others.`;
    return { testable: true, reason, questions: [] };
  }
  return no(`${quoted} says what is wished for, not what changes.`, [
    `What exactly would people see on ${cut(surface, 100)} that they do not see today?`,
    ...(changes.size === 0 ? ['What is done: something added, removed, moved or reworded?'] : []),
    `Why would that move ${cut(goalMetric, 100)}?`,
  ]);
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
  return { ...judge(request), template: best?.name ?? '', risk: riskOf(request) };
}
