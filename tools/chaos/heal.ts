import { isFinished } from '#domain/status.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { typeCommand } from './acts.ts';
import { settleRoles } from './change-roles.ts';
import { checkSwitches } from './check/check-switches.ts';
import type { Problem } from './check/problem.ts';
import { pollAll } from './drive.ts';
import { IDEAS } from './ideas.ts';
import { dealWithForm, PERSONS } from './people.ts';
import { bringOn } from './progress.ts';
import { work } from './work.ts';
import type { World } from './world.ts';

/** Rounds after which an experiment that has not come to its end is stuck: far more than any of them takes. */
const ROUNDS = 150;

/**
 * Nothing goes wrong any more: what waits is carried, what failed for good is tried again, people do their part, time
 * passes, and everything comes to its end. Answers what was found on the way; throws if it does not come to rest.
 */
export async function heal(world: World): Promise<readonly Problem[]> {
  const { weather, processes } = world;
  weather.calm(true);
  for (const { life } of processes) life.skew = 0;
  // One is enough to finish, and what the others hold has to run out.
  for (const process of processes.slice(1)) world.kill(process);
  if (processes.length === 0) await world.start();
  const problems: Problem[] = [...(await settleRoles(world))];
  for (let round = 1; round <= ROUNDS; round += 1) {
    await settle(world);
    problems.push(...(await checkSwitches(world)));
    if (await isOver(world)) return problems;
    await playRound(world, round);
  }
  const seen = [...new Set(problems.map(({ what }) => what))];
  throw new Error([`not over after ${ROUNDS} rounds: ${await whatIsLeft(world)}`, ...seen].join('; '));
}

async function whatIsLeft(world: World): Promise<string> {
  const all = await world.experiments();
  const states = all.map(({ key, status }) => `${key} ${status}`);
  const forms = PERSONS.filter((person) => world.sandbox.slack.openViews(person).length > 0);
  const kept = `${world.waiting.length} letters, forms before ${forms.join(', ') || 'nobody'}`;
  return `${states.join(', ') || 'no experiment was begun'}; ${kept}`;
}

/** Lets so many rounds of a life without trouble pass, so that the trouble begins anywhere in it. */
export async function playCalmly(world: World, rounds: number): Promise<void> {
  for (let round = 1; round <= rounds; round += 1) {
    await settle(world);
    await playRound(world, round);
  }
}

async function playRound(world: World, round: number): Promise<void> {
  if (await forms(world)) return;
  const all = await world.experiments();
  if (all.length === 0)
    await typeCommand(world, 'mia', `new ${IDEAS[world.chance.between(0, IDEAS.length - 1)]?.words ?? ''}`);
  let acted = all.length === 0;
  for (const experiment of all) acted = (await bringOn(world, experiment)) === 'acted' || acted;
  // No hours pass between a press and its answer, and a form opens within three seconds or not at all.
  if (acted) await settle(world);
  world.sandbox.clock.advance(acted && round % 3 !== 0 ? MINUTE : round % 4 === 0 ? DAY : 8 * HOUR);
}

async function forms(world: World): Promise<boolean> {
  let dealt = false;
  for (const person of PERSONS) dealt = (await dealWithForm(world, person)) || dealt;
  return dealt;
}

/** Carries every letter, works off everything, and waits out retries and leases on the virtual clock. */
async function settle(world: World): Promise<void> {
  const { waiting, sandbox, store, processes } = world;
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    for (const letter of waiting.splice(0)) world.deliver(letter);
    await work(world);
    for (const process of processes) process.tick();
    pollAll(world);
    await work(world);
    if (waiting.length > 0) continue;
    const due = await store.nextDueAt();
    if (due === null) return;
    sandbox.clock.advance(Math.max(0, due - sandbox.clock.now()));
  }
  throw new Error('effects keep coming back');
}

async function isOver(world: World): Promise<boolean> {
  if (
    world.waiting.length > 0 ||
    PERSONS.some((person) => world.sandbox.slack.openViews(person).length > 0)
  ) {
    return false;
  }
  const all = await world.experiments();
  if (all.length === 0) return false;
  return all.every(({ status, delivery }) => isFinished(status) && delivery.failedEffects.length === 0);
}
