import { z } from 'zod';
import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { MetricShape } from '#sandbox/stand-ins/openai/shapes.ts';
import { cut, overlap, tidy } from '#sandbox/stand-ins/openai/words.ts';
import { riskIn } from './supervisor.ts';

type MetricSeen = z.infer<typeof MetricShape>;

/** What an idea is about, in the words in which metrics and places are described. */
const TOPICS: readonly { readonly said: RegExp; readonly means: string; readonly harms: string }[] = [
  {
    said: /\b(?:gates?|levels?|tutorial|game|players?|onboarding|tour)\b/i,
    means: 'level gate game retention visited again',
    harms: 'crash',
  },
  {
    said: /\b(?:e-?mails?|mail|newsletter|reminders?|messages?|notifications?)\b/i,
    means: 'e-mail visit visited site open',
    harms: 'unsubscribe unsubscribed',
  },
  {
    said: /\b(?:checkout|cart|basket|prices?|payments?|delivery|orders?|shipping|buy)\b/i,
    means: 'checkout order orders completed',
    harms: 'support contacts contacted',
  },
  {
    said: /\b(?:speed|faster|slow|load(?:ing)?)\b/i,
    means: 'page load time seconds',
    harms: 'crash',
  },
];

/** The name of the list that shares most words with the texts; null if none shares any. */
function nearest<Item>(items: readonly Item[], wordsOf: (item: Item) => string, about: string): Item | null {
  const [best] = items
    .map((item) => ({ item, score: overlap(wordsOf(item), about) }))
    .sort((a, b) => b.score - a.score);
  return best === undefined || best.score === 0 ? null : best.item;
}

function wordsOfMetric({ name, description }: MetricSeen): string {
  return `${name} ${description}`;
}

/** A metric that may get better: to lower a harm is the goal only if the idea says so. */
function goalOf(idea: string, means: string, metrics: readonly MetricSeen[]): MetricSeen | null {
  const harms = metrics.filter(({ desiredDirection }) => desiredDirection === 'decrease');
  const isToFall = /\b(?:reduce|fewer|less|lower|cut)\b/i.test(idea);
  const named = isToFall ? nearest(harms, wordsOfMetric, idea) : null;
  const gains = metrics.filter((metric) => !harms.includes(metric));
  return named ?? nearest(gains, wordsOfMetric, idea) ?? nearest(gains, wordsOfMetric, means);
}

/** Chooses by the words that an idea shares with the lists, and by what the idea is about. */
export function scriptedChooser(question: Question): object {
  const idea = question.blocks.get('idea') ?? '';
  const metrics = jsonOf(question, 'metrics', z.array(MetricShape));
  const names = (block: string) => jsonOf(question, block, z.array(z.string()));
  const [surfaces, repositories] = [names('surfaces'), names('repositories')];
  const topics = TOPICS.filter(({ said }) => said.test(idea));
  const means = topics.map((topic) => topic.means).join(' ');
  const surface = nearest(surfaces, (name) => name, `${idea} ${means}`);
  const goal = goalOf(idea, means, metrics);
  const harms = metrics.filter((metric) => metric.desiredDirection === 'decrease' && metric !== goal);
  const guard = nearest(harms, wordsOfMetric, topics.map((topic) => topic.harms).join(' ')) ?? harms[0];
  const repository = nearest(repositories, (name) => name, idea) ?? repositories[0] ?? null;
  const risk = riskIn(idea, surface ?? '');
  const about = cut(tidy(idea), 80);
  return {
    goalMetric: goal?.key ?? null,
    goalReason:
      goal === null ? 'The idea does not say what should get better' : `“${about}” should move it first`,
    guardrails:
      guard === undefined
        ? []
        : [{ metric: guard.key, mustHold: false, reason: 'it would show that the change does harm' }],
    surface,
    surfaceReason:
      surface === null ? 'The idea does not say where people meet the change' : 'the idea names it',
    repository,
    repositoryReason:
      repository === null ? 'There is no repository to choose from' : 'it holds the code of this place',
    risk,
    riskReason: risk === 'low' ? 'it is easy to take back' : 'it touches money, messages or trust',
  };
}
