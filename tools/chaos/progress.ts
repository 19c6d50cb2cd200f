import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { occupiesSurface, type Status } from '#domain/status.ts';
import { typeCommand } from './acts.ts';
import { votersAmong } from './change-roles.ts';
import { mergeOne, pressNewest } from './people.ts';
import type { World } from './world.ts';

/** What brings an experiment on: an act that was begun, or only time. */
export type Progress = 'acted' | 'waits' | 'ended';

/** Does the next thing that a sensible person would do about an experiment. */
export async function bringOn(world: World, experiment: Experiment): Promise<Progress> {
  const { status, key, failure, delivery } = experiment;
  const { holders } = world.roles.latest();
  const first = holders[0] ?? 'priya';
  // Before that no change of the flag can be tried again; the message that asks for it may have failed itself.
  if (experiment.tampering.open !== null && status !== 'completed') {
    const approver = world.chance.pick(holders) ?? first;
    if ((await pressed(world, experiment, approver, /^restore_flag$/)) === 'acted') return 'acted';
  }
  if (delivery.failedEffects.length > 0) {
    await typeCommand(world, first, `retry ${key}`);
    return 'acted';
  }
  if (status === 'completed' || status === 'cancelled') return 'ended';
  if (BEFORE_MERGE.includes(status) && (await isRepeated(world, experiment))) {
    await typeCommand(world, 'mia', `cancel ${key} proposed twice`);
    return 'acted';
  }
  if (experiment.decision.record?.decision === 'ship' && experiment.launch?.pause != null) {
    return resume(world, experiment);
  }
  if (failure !== null) return pressed(world, experiment, 'mia', /^retry_(design|implementation|clean_up)$/);
  switch (status) {
    case 'in-review':
      return pressed(world, experiment, world.chance.pick(holders) ?? first, /^approve_plan$/);
    case 'implemented':
      if (experiment.code?.pullRequest.mergedAt === null)
        return (await mergeOne(world, experiment)) ? 'acted' : 'waits';
      return (await isSurfaceFree(world, experiment))
        ? pressed(world, experiment, world.chance.pick(holders) ?? first, /^launch$/)
        : 'waits';
    case 'paused':
      return resume(world, experiment);
    case 'deciding':
      return decide(world, experiment);
    case 'cleaning-up':
      return (await mergeOne(world, experiment)) ? 'acted' : 'waits';
    default:
      return 'waits';
  }
}

const BEFORE_MERGE: readonly Status[] = ['draft', 'in-review', 'approved', 'implementing', 'implemented'];

/** A person whose form seemed to fail proposed again; two experiments that change the same lines would conflict. */
async function isRepeated(world: World, { key, request, proposal: { at } }: Experiment): Promise<boolean> {
  const all = await world.experiments();
  return all.some(
    (other) =>
      other.request.idea === request.idea &&
      (other.proposal.at < at || (other.proposal.at === at && other.key < key)),
  );
}

/** A careful approver launches only if no other experiment runs on the same surface. */
async function isSurfaceFree(world: World, { key, request }: Experiment): Promise<boolean> {
  const all = await world.experiments();
  return all.every(
    (other) =>
      other.key === key || other.request.surface !== request.surface || !occupiesSurface(other.status),
  );
}

/** One who did not write the experiment resumes it: an author may not. */
async function resume(world: World, experiment: Experiment): Promise<Progress> {
  const voters = await votersAmong(world, experiment, world.roles.latest().holders);
  await typeCommand(world, voters.at(-1) ?? 'sam', `resume ${experiment.key}`);
  return 'acted';
}

/** The first of two votes is confirmed by the other; otherwise the recommendation is followed. */
function decide(world: World, experiment: Experiment): Promise<Progress> {
  const person = world.chance.pick(world.roles.latest().holders) ?? 'priya';
  if (experiment.decision.pendingOverride !== null)
    return pressed(world, experiment, person, /^confirm_|^decide_(end|drop)$/);
  const recommended = latestSnapshot(experiment)?.verdict.recommendation;
  const wanted = {
    ship: /^decide_ship$/,
    kill: /^decide_kill$/,
    'end-without-winner': /^decide_end$/,
    'drop-variant': /^decide_drop$/,
    extend: /^decide_(keep|end)$/,
    iterate: /^decide_end$/,
    'dig-into-segments': /^decide_end$/,
    'ask-person': /^decide_(ship|end)$/,
    'do-not-read': /^decide_end$/,
    'halt-for-privacy': /^decide_end$/,
  } as const;
  if (recommended === undefined || recommended === 'keep-running') {
    return pressed(world, experiment, person, /^decide_(end|kill|keep)$/);
  }
  return pressed(world, experiment, person, wanted[recommended]);
}

async function pressed(
  world: World,
  experiment: Experiment,
  person: string,
  pattern: RegExp,
): Promise<Progress> {
  return (await pressNewest(world, experiment, person, (actionId) => pattern.test(actionId)))
    ? 'acted'
    : 'waits';
}
