import { AUTHORITY, type PersonActor } from '#domain/actor.ts';
import type { PersonBody } from '#domain/command.ts';
import { type Commit, fold } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import { occupiesSurface } from '#domain/status.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import type { Act } from '#tools/chaos/act.ts';
import type { World } from '#tools/chaos/world.ts';
import { checkRoles, inForceWithin } from './check-roles.ts';
import { lacksSecond } from './lacks-second.ts';
import { doubled, lost, type Problem, unauthorised } from './problem.ts';

/** The commits of every experiment, by its key. */
type Histories = ReadonlyMap<string, readonly Commit[]>;

/** What the check looks at. */
type Checked = Pick<World, 'acts' | 'experiments' | 'forged' | 'roles' | 'sandbox' | 'store'>;

/** Everything that a person did and that was taken is in the journal once, or was refused by the rules; nothing counts without its role. */
export async function checkActs(world: Checked): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const persons = await personsOf(world);
  const commits = new Map<string, readonly Commit[]>();
  for (const { key } of await world.experiments()) commits.set(key, await world.store.commits(key));
  const used = new Map<Act, string>();
  for (const commit of [...commits.values()].flat()) {
    if (commit.command.actor.person === null) continue;
    const likely = world.acts.filter((one) => !used.has(one) && isOf(world, one, commit, persons));
    // Of several that it may come of, it is the one whose person believes so.
    const act =
      likely.find((one) => isAccepted(one) && !isTold(world, one)) ?? likely.find(isAccepted) ?? likely[0];
    if (act !== undefined) {
      used.set(act, commit.id);
      const history = commits.get(commit.experiment) ?? [];
      problems.push(...checkRoles(world.roles.tables, persons, act, commit, history));
    } else if (commit.command.name !== 'retryEffect') {
      const what = `${commit.id} ${commit.command.name}: no person of the workspace did this so often`;
      const { person } = commit.command.actor;
      const isForged = [...world.forged].some((name) => persons.get(name) === person);
      problems.push(isForged ? unauthorised(what) : doubled(what));
    }
  }
  for (const act of world.acts) {
    if (act.outcome?.status === 200 && act.outcome.problem !== null)
      problems.push(lost(`the answer to ${act.words}, which Slack does not show: ${act.outcome.problem}`));
    if (used.has(act) || !isAccepted(act) || isTold(world, act)) continue;
    if (!isLegitimatelyRefused(act, commits, actorsOf(world, persons, act)))
      problems.push(lost(`${act.words}, which was taken`));
  }
  return problems;
}

/** Pseudonyms by the name in the workspace. */
async function personsOf({ sandbox, store }: Checked): Promise<ReadonlyMap<string, string>> {
  const persons = new Map<string, string>();
  for (const { id, name } of Object.values(sandbox.slack.snapshot().users))
    persons.set(name, await store.pseudonymOf(id, `p_never-seen-${name}`));
  return persons;
}

/** What the person of an act may have been when it was judged: one actor for each set of roles that may have been in force. */
function actorsOf(
  { roles, sandbox }: Checked,
  persons: ReadonlyMap<string, string>,
  { person: name, at, ended }: Act,
): readonly PersonActor[] {
  const { admins } = (sandbox.config.settings ?? EXAMPLE_SETTINGS).roles;
  const admin = admins.includes(sandbox.slack.userId(name)) ? (['admin'] as const) : [];
  return inForceWithin(roles.tables, at, ended?.at ?? Number.POSITIVE_INFINITY).map(({ holders }) => {
    const actor = { person: persons.get(name) ?? '', authority: AUTHORITY };
    if (!holders.some((holder) => holder === name)) return { ...actor, roles: admin };
    const approvers = holders.map((holder) => persons.get(holder) ?? '');
    return { ...actor, roles: ['approver', ...admin], approvers };
  });
}

function isOf(
  world: Checked,
  act: Act,
  { command, experiment, version }: Commit,
  persons: ReadonlyMap<string, string>,
): boolean {
  // What was never carried to the bot cannot have come of it.
  if (act.answers.length === 0 || persons.get(act.person) !== command.actor.person) return false;
  if (command.name === 'propose') return act.idea === command.request.idea && !act.seen.has(experiment);
  if (act.experiment !== experiment || act.command?.name !== command.name || version <= act.version)
    return false;
  // What is answered is in the journal by then, unless the person was told that it takes longer.
  if (version > (act.ended?.version ?? version) && !isTold(world, act)) return false;
  if (command.name !== 'decide') return true;
  return act.command.name === 'decide' && act.command.decision === command.decision;
}

/** The person was told that it is taken: any copy was answered well, and no error was shown in a form. */
function isAccepted({ answers, command, idea }: Act): boolean {
  const asks = command !== null || idea !== null;
  return asks && answers.some(({ status, body }) => status === 200 && !body.includes('"errors"'));
}

/** The person was told that this very act may not have worked: in an answer to it, or through its response address. */
function isTold({ sandbox }: Checked, { person, answerTo, answers }: Act): boolean {
  const told = sandbox.slack
    .ephemerals(person)
    .filter(({ came_through }) => answerTo !== null && came_through === answerTo);
  const words = [...answers.map(({ body }) => body), ...told.map(({ text }) => text)];
  return words.some((text) => /did not work|longer than usual|Nothing was done/.test(text));
}

/** Whether the rules refuse it at some moment between the act and its answer. */
function isLegitimatelyRefused(act: Act, commits: Histories, actors: readonly PersonActor[]): boolean {
  if (act.command === null || act.experiment === null) return false;
  const asked = act.command.name === 'launch' ? [act.command, inConflict(act, commits)] : [act.command];
  for (const state of statesBetween(act, commits, act.experiment)) {
    for (const at of [act.at, act.ended?.at ?? act.at]) {
      for (const body of asked) {
        if (body === null) continue;
        if (actors.some((actor) => decide(state, { ...body, actor, at }).kind === 'refused')) return true;
        if (actors.some((actor) => lacksSecond(state, body, actor))) return true;
      }
    }
  }
  return false;
}

/** The command for a launch during which another experiment ran on the same surface; null if none did. */
function inConflict(act: Act, commits: Histories): PersonBody | null {
  if (act.command?.name !== 'launch') return null;
  const { surface, repository } = fold(commits.get(act.experiment ?? '') ?? [])?.request ?? {};
  const conflicts = [...commits.keys()].filter(
    (key) =>
      key !== act.experiment &&
      statesBetween(act, commits, key).some(
        (other) =>
          other !== null &&
          occupiesSurface(other.status) &&
          other.request.surface === surface &&
          other.request.repository === repository,
      ),
  );
  return conflicts.length === 0 ? null : { ...act.command, conflicts };
}

/** Every state of an experiment from when the act was done until its last answer. */
function statesBetween(
  { seen, ended }: Act,
  commits: Histories,
  key: string,
): readonly (Experiment | null)[] {
  const history = commits.get(key) ?? [];
  const first = seen.get(key) ?? 0;
  const last = ended === null ? history.length : (ended.seen.get(key) ?? 0);
  const versions = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return versions.map((version) => fold(history.slice(0, version)));
}
