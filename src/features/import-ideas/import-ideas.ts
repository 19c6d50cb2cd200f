import type { PersonActor } from '#domain/actor.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { proposeExperiment } from '#features/propose-experiment/propose-experiment.ts';
import { hashOf } from '#shared/canonical-json.ts';
import type { LineProblem } from '#shared/records/raw-record.ts';
import type { ListedIdea } from './read-ideas.ts';

/** Slack waits three seconds for the answer of a form: what is not reached by then waits for another import. */
const MOST_TIME = 1_200;

/** Whose ideas they are, and the channel in which their threads will begin. */
export interface Importer {
  readonly actor: PersonActor;
  /** The chat user, who becomes the owner. */
  readonly user: string;
  readonly channel: string;
}

/** What came of an import. */
export interface Imported {
  /** Keys of the ideas that were kept. */
  readonly kept: readonly string[];
  /** How many were there before, also those that were planned or dropped since. */
  readonly known: number;
  readonly problems: readonly LineProblem[];
  /** How many time did not suffice for. */
  readonly left: number;
}

type Needs = Parameters<typeof proposeExperiment>[0] & Pick<CoPilot, 'people' | 'clock' | 'execute'>;

/**
 * Keeps ideas for later, one after the other. An idea is known by its masked words and its channel, so the same list again keeps
 * nothing twice, whatever came between and whichever process takes it.
 */
export async function importIdeas(
  needs: Needs,
  ideas: readonly ListedIdea[],
  { actor, user, channel }: Importer,
): Promise<Imported> {
  const begin = needs.clock.now();
  const kept: string[] = [];
  const problems: LineProblem[] = [];
  let known = 0;
  for (const [index, { line, idea, priority }] of ideas.entries()) {
    if (needs.clock.now() - begin > MOST_TIME) return { kept, known, problems, left: ideas.length - index };
    let isNew = false;
    const execute: Needs['execute'] = async (key, command) => {
      const result = await needs.execute(key, command);
      isNew ||= result.kind === 'ok';
      return result;
    };
    // Masked before anything is made of it: not even a hash of a secret is kept.
    const words = await needs.people.pseudonymise(idea);
    const form = `import:${hashOf([channel, words.replace(/\s+/g, ' ').toLowerCase()])}`;
    const result = await proposeExperiment(
      { ...needs, execute },
      {
        ...{ request: { idea: words, owner: user, leftOpen: true }, channel, form, actor, later: true },
        ...{ source: { kind: 'import', line } },
        ...(priority === undefined ? {} : { priority }),
      },
    );
    if (isNew && result.kind === 'ok') kept.push(result.value.key);
    else if (result.kind === 'ok' || result.problem.code === 'already-done') known += 1;
    else problems.push({ line, message: result.problem.message });
  }
  return { kept, known, problems, left: 0 };
}
