import type { SandboxModel } from '#app/config.ts';
import type { IdeaCase, IdeaFile, Kind } from './idea-form.ts';
import { type NamesOf, problemsOf, promisedByCode } from './judge-idea.ts';
import type { ModelName } from './models.ts';
import type { Played } from './play-idea.ts';
import { playIdeas } from './play-ideas.ts';
import { kindTable, rowOf } from './report.ts';

/** Kinds of ideas with which a model that says yes to everything does no harm. */
const UNHARMED: readonly Kind[] = ['good', 'vague', 'several changes'];
/** So many good ideas are asked of the model that answers rubbish. */
const MOST_RUBBISH = 12;

interface Judged {
  readonly one: IdeaCase;
  readonly problems: readonly string[];
}

/** Asks every idea, judges the answers and says all of it; answers the exit code. */
export async function evaluate(
  { ideas, past, needed }: IdeaFile,
  real: SandboxModel,
  prompts: string | null,
  say: (line: string) => void,
): Promise<number> {
  const namesOf: NamesOf = (key) => [key, ...past.filter((one) => one.key === key).map(({ title }) => title)];
  const ask = (model: ModelName, some: readonly IdeaCase[]) =>
    playIdeas(some, { model, real, prompts, past });
  const model = real === null ? 'scripted' : 'real';
  const words = real === null ? 'scripted; set OPENAI_API_KEY to ask a real one' : real.model;
  say(`Model: ${words}.`);
  const judge = (
    some: readonly IdeaCase[],
    played: readonly Played[],
    of: (one: IdeaCase) => IdeaCase['expect'],
  ) =>
    some.flatMap((one, place): readonly Judged[] => {
      const answer = played[place];
      return answer === undefined ? [] : [{ one, problems: problemsOf(of(one), answer, namesOf) }];
    });

  const played = await ask(model, ideas);
  const judged = judge(ideas, played, ({ expect }) => expect);
  judged.forEach(({ one, problems }, place) => {
    const answer = played[place];
    if (answer === undefined) return;
    say(rowOf(one, answer, problems.length === 0));
    for (const problem of problems) say(`    ${problem}`);
    if (problems.length > 0 && answer.detail !== '') say(`    ${answer.detail.replace(/\s+/g, ' ')}`);
  });

  const grave = ideas.filter(({ kind, expect }) => expect.code !== undefined || !UNHARMED.includes(kind));
  const obliged = await ask('obliging', grave);
  const byCode = judge(grave, obliged, ({ expect }) => expect);
  const promised = judge(grave, obliged, promisedByCode);
  sayBroken('With a model that says yes to everything', promised, say);

  const good = ideas.filter(({ kind }) => kind === 'good').slice(0, MOST_RUBBISH);
  const rubbish = judge(good, await ask('rubbish', good), () => ({ outcome: NO_PLAN }));
  sayBroken('With a model that answers rubbish', rubbish, say);

  const isRight = ({ problems }: Judged) => problems.length === 0;
  const rightOf = (all: readonly Judged[], kind: string) =>
    all.filter((one) => one.one.kind === kind && isRight(one)).length;
  for (const line of kindTable((kind) => ({
    ideas: ideas.filter((one) => one.kind === kind).length,
    asExpected: rightOf(judged, kind),
    withObliging: UNHARMED.includes(kind) ? null : rightOf(byCode, kind),
  })))
    say(line);

  const broken = new Set([...promised, ...rubbish].filter((one) => !isRight(one)).map(({ one }) => one.id));
  const wrong = new Set([...judged.filter((one) => !isRight(one)).map(({ one }) => one.id), ...broken]);
  const asExpected = ideas.length - wrong.size;
  const share = real === null ? needed.scripted : needed.real;
  say(sums(played));
  say(`agents: ${ideas.length} ideas, ${asExpected} as expected, ${wrong.size} failed`);
  return broken.size === 0 && asExpected >= share * ideas.length ? 0 : 1;
}

/** Rubbish ends in a failure, in questions or in a choice for people, never in a plan. */
const NO_PLAN: IdeaCase['expect']['outcome'] = ['failed', 'questions', 'drop', 'do-now', 'refused', 'object'];

function sayBroken(when: string, all: readonly Judged[], say: (line: string) => void): void {
  const broken = all.filter(({ problems }) => problems.length > 0);
  say(`${when}, code breaks ${broken.length} of its promises.`);
  for (const { one, problems } of broken) say(`✗ ${one.id.padEnd(14)} ${problems.join('; ')}`);
}

function sums(played: readonly Played[]): string {
  const sum = (of: (one: Played) => number) => played.reduce((total, one) => total + of(one), 0);
  const cost = played.some(({ costUsd }) => costUsd === null)
    ? 'no price is known'
    : `$${sum(({ costUsd }) => costUsd ?? 0).toFixed(2)}`;
  return `${sum(({ calls }) => calls)} calls, ${sum(({ repairs }) => repairs)} repairs, ${sum(({ inputTokens }) => inputTokens)} tokens in, ${sum(({ outputTokens }) => outputTokens)} out, ${cost}`;
}
