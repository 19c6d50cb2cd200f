import type { PersonActor } from '#domain/actor.ts';
import type { IdeaSource } from '#domain/backlog/idea-source.ts';
import type { Priority } from '#domain/backlog/priority.ts';
import type { PersonBody } from '#domain/command.ts';
import type { GivenDesign } from '#domain/design/given-design.ts';
import { isLeftOpen, type OpenRequest } from '#domain/design/open-request.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { withUsualGuardrails } from '#features/with-usual-guardrails.ts';
import type { Executed } from '#journal/perform.ts';
import { canonicalJson, hashOf } from '#shared/canonical-json.ts';
import { ownFault } from '#shared/errors.ts';
import { shortId, slug } from '#shared/ids.ts';
import { withoutMasks } from '#shared/private-text/standing-in.ts';
import { ok, type Result, refused } from '#shared/result.ts';

const KEY_LENGTH = 40;
const KEY_SHORTEST = 2;
/** So many experiments with the same words are numbered; the next ones get a tail of letters and digits. */
const NUMBERED = 50;
/** The same of ideas that are imported: a list may hold a hundred with the same words, or in a script that gives no key. */
const NUMBERED_OF_LIST = 3;
const TAIL_LENGTH = 6;
/** Two forms draw the same tail once in 900 million. */
const DRAWS = 10;
/** How far back an experiment is looked for that a form may have begun: more than begin while a form lies open. */
const RECENT = 100;
/** Ids named in an idea: the key names a flag and a branch, which must name no person, not even by pseudonym. */
const NAMED_BY_ID = /<[@#!][^<>]*>/g;

type Needs = Pick<CoPilot, 'execute' | 'people' | 'clock' | 'load' | 'store' | 'choices'>;

/** A request as a chat user gave it: `owner` and mentions in the idea are still chat users. */
export interface SubmittedRequest {
  readonly request: ExperimentRequest | OpenRequest;
  readonly channel: string;
  /** Id of the form: the same one submitted again is the same proposal. */
  readonly form: string;
  readonly actor: PersonActor;
  /** The key of the experiment that it follows up. */
  readonly parent?: string;
  readonly source?: IdeaSource;
  /** It is kept for later. */
  readonly later?: true;
  /** Only of an idea that is kept for later. */
  readonly priority?: Priority;
  /** Only of a complete request: then no designer is asked. */
  readonly given?: GivenDesign;
}

/** The idea and its owner with pseudonyms in place of chat users. */
async function namedIdea({ people }: Pick<Needs, 'people'>, request: OpenRequest): Promise<OpenRequest> {
  const owner = await people.actorOf(request.owner);
  return { ...request, idea: await people.pseudonymise(request.idea), owner: owner.person };
}

/** The request with pseudonyms in place of chat users, and with the guardrails that every experiment gets. */
async function completed({ people, choices }: Pick<Needs, 'people' | 'choices'>, request: ExperimentRequest) {
  const owner = await people.actorOf(request.owner);
  const idea = await people.pseudonymise(request.idea);
  return { ...request, idea, owner: owner.person, ...withUsualGuardrails(request, choices) };
}

/**
 * Begins an experiment. Its key is made of the idea's first words; a number follows if the key is
 * taken, and a random tail if fifty are.
 * The key names the flag and the branch as well, so it never changes. A form begins one experiment: if the store kept
 * the proposal and its answer was lost, the person submits the form again, and is given the one that has begun.
 */
export async function proposeExperiment(
  needs: Needs,
  { request, form, actor, ...more }: SubmittedRequest,
): Promise<Result<Experiment, Refusal>> {
  const named = isLeftOpen(request) ? await namedIdea(needs, request) : await completed(needs, request);
  // The form of an imported idea is made of its words. Otherwise they may have been changed meanwhile, and then no walk over their keys comes by what has begun.
  const isListed = more.source?.kind === 'import';
  const begun = isListed ? null : await begunByForm(needs, form);
  if (begun !== null) return asBegun(begun, named);
  const words = slug(withoutMasks(named.idea).replace(NAMED_BY_ID, ' '), KEY_LENGTH);
  // An idea in another script may leave a lone digit, which is too short to name a flag.
  const base = words.length < KEY_SHORTEST ? 'experiment' : words;
  for (const key of keysFor(base, form, isListed ? NUMBERED_OF_LIST : NUMBERED)) {
    const proposal = { name: 'propose', request: named, form, ...more } as const;
    const command = { ...proposal, actor, at: needs.clock.now() };
    const result = await needs.execute(key, command);
    if (result.kind === 'ok') return ok(result.value.experiment);
    if (result.problem.code !== 'already-done') return result;
    // The list may not have it yet; the journal does.
    const there = await needs.load(key);
    if (there?.proposal.form === form) return asBegun(there, named);
  }
  throw ownFault('propose.no-key', 'Too many experiments begin with these words: begin the idea with others');
}

/**
 * The keys to try, in order. What is random in a tail is the id of the form: the same form submitted again comes by the
 * experiment that it has begun.
 */
function* keysFor(base: string, form: string, numbered: number): Generator<string, void> {
  yield base;
  for (let number = 2; number <= numbered; number += 1) yield `${base}-${number}`;
  for (let draw = 1; draw <= DRAWS; draw += 1) {
    yield `${base}-${shortId(TAIL_LENGTH, (count) => Buffer.from(hashOf([form, draw]), 'hex').subarray(0, count))}`;
  }
}

/** The experiment that this form has begun, as far as the list shows; null if it shows none. */
async function begunByForm({ store, load }: Needs, form: string): Promise<Experiment | null> {
  const recent = await store.summaries({ limit: RECENT });
  const line = recent.find((summary) => summary.form === form);
  return line === undefined ? null : load(line.key);
}

/** What the form says now has to be what has begun: nothing that was changed since is dropped without a word. */
function asBegun(begun: Experiment, request: ExperimentRequest | OpenRequest): Result<Experiment, Refusal> {
  const { idea, owner } = begun.request;
  // What the agents chose meanwhile is no part of what a short form says.
  const asked = isLeftOpen(request) ? { idea, owner, leftOpen: true } : begun.request;
  if (canonicalJson(asked) === canonicalJson(request)) return ok(begun);
  return refused({
    code: 'already-done',
    message: `Your first try has begun \`${begun.key}\` after all, and its request now differs from this form. Close the form and edit the request in its thread.`,
  });
}

/** Puts an edited request in place of the one whose plan was seen; the agents then plan again. */
export async function editRequest(
  needs: Needs,
  edit: {
    readonly experiment: string;
    readonly request: ExperimentRequest;
    readonly planHash: string | null;
    readonly message: string | null;
    readonly actor: PersonActor;
  },
): Promise<Result<Executed, Refusal>> {
  const body: PersonBody = {
    name: 'editRequest',
    request: await completed(needs, edit.request),
    planHash: edit.planHash,
    message: edit.message,
  };
  return needs.execute(edit.experiment, { ...body, actor: edit.actor, at: needs.clock.now() });
}

/** The request of an experiment with the owner as a chat user again, for the form. */
export async function requestForForm(
  { people }: Pick<Needs, 'people'>,
  experiment: Experiment,
): Promise<Partial<ExperimentRequest>> {
  const owner = await people.userOf(experiment.request.owner);
  const { leftOpen, chosen = {} } = experiment.proposal;
  const { idea } = experiment.request;
  // Of a request that is still open the form shows what is known, and its own defaults for the rest; of another what is to be changed.
  const { owner: _pseudonym, ...rest } =
    leftOpen === true ? { ...chosen, idea, owner: '' } : { ...experiment.request, ...chosen };
  return owner === null ? rest : { ...rest, owner };
}
