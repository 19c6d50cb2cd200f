import { z } from 'zod';
import { jsonOf, type Question } from '../read-question.ts';
import { type RequestSeen, RequestShape } from '../shapes.ts';
import { capitalised, contentWords, cut, overlap, tidy } from '../words.ts';

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

function riskOf({ idea, surface, risk }: RequestSeen): Risk {
  const found: Risk = HIGH.test(idea) ? 'high' : MEDIUM.test(`${idea} ${surface}`) ? 'medium' : 'low';
  return RISKS.indexOf(found) > RISKS.indexOf(risk) ? found : risk;
}

interface Judgement {
  readonly testable: boolean;
  readonly reason: string;
  readonly questions: readonly string[];
}

function judge({ idea, surface, goalMetric }: RequestSeen): Judgement {
  const quoted = `“${cut(tidy(idea), 120)}”`;
  const no = (reason: string, questions: readonly string[] = []): Judgement => ({
    testable: false,
    reason,
    questions,
  });
  const repair = REPAIRS.exec(idea)?.[0];
  if (repair !== undefined) {
    return no(
      `${quoted} mends something (“${repair}”). Do it for everybody at once; there is nothing to learn from withholding it.`,
    );
  }
  const hurry = HURRIES.exec(idea)?.[0];
  if (hurry !== undefined) {
    return no(
      `${quoted} is said to be “${hurry}”: waiting weeks for proof would cost more than being wrong.`,
    );
  }
  const changes = new Set((idea.match(CHANGES) ?? []).map((word) => word.toLowerCase()));
  if (changes.size > 2) {
    return no(`${quoted} names several changes at once, so no result could say which of them worked.`, [
      `Which one of these comes first: ${[...changes].join(', ')}?`,
    ]);
  }
  const concrete = contentWords(idea).filter(
    (word) => !WISHES.has(word) && !OUTCOMES.has(word) && !changes.has(word),
  );
  if (concrete.length >= (changes.size > 0 ? 2 : 4)) {
    return {
      testable: true,
      reason: `${capitalised(tidy(cut(idea, 200)))} is one change on ${surface} that can be shown to some and kept from others.`,
      questions: [],
    };
  }
  return no(`${quoted} says what is wished for, not what changes.`, [
    `What exactly would people see on ${surface} that they do not see today?`,
    ...(changes.size === 0 ? ['What is done: something added, removed, moved or reworded?'] : []),
    `Why would that move ${goalMetric}?`,
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
