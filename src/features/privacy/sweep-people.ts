import { fold } from '#domain/commit.ts';
import { isFinished } from '#domain/status.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { forgetTokensOf, holdersOfTokens } from '#features/tokens/forget-tokens.ts';
import { linesNotOver } from '#features/walk-unfinished.ts';
import { forgetWebhooksOf, holdersOfWebhooks } from '#features/webhooks/forget-webhooks.ts';
import { everyExperiment } from '#journal/every-experiment.ts';
import { turnOfTheLoop } from '#journal/turn-of-the-loop.ts';
import type { StoredPerson } from '#ports/transfer.ts';
import { foldSettings } from '#settings/settings-commit.ts';
import { settingsCommits } from '#settings/settings-journal.ts';
import { DAY } from '#shared/clock.ts';
import { pseudonymsIn } from './appears-in.ts';
import { forgetRunsAbout } from './forget-runs.ts';

type Needs = Pick<CoPilot, 'store' | 'clock' | 'log' | 'retentionDays'>;

const PAGE = 500;

/** What was seen of the journals: the last version of each, and every person whose key is still needed. */
interface Seen {
  readonly ends: Map<string, number>;
  readonly needed: Set<string>;
}

/**
 * Erases the keys of people who appear in no experiment that goes on or ended within the time of retention, and who hold no
 * role by the settings, made no version of them within that time, and have no token of the API that holds, no webhook that sends and no session of the desk. Everything
 * is derived from the journal, and nothing but keys is erased. Answers how many were.
 *
 * People go on acting meanwhile, under keys that the walk has passed already. So they are listed before it, and who would
 * be forgotten is looked for again: in what the journals got since, and right before erasing in what the list got.
 */
export async function sweepPeople(needs: Needs): Promise<number> {
  if (needs.retentionDays === 0) return 0;
  const { store, log } = needs;
  const people = await everybody(needs);
  const seen: Seen = { ends: new Map(), needed: new Set() };
  await lookAtSettings(needs, seen);
  for (const person of await holders(needs)) seen.needed.add(person);
  for await (const key of everyExperiment(store)) await look(needs, seen, key);
  const idle = people.filter(({ pseudonym }) => !seen.needed.has(pseudonym));
  if (idle.length === 0) return 0;
  await lookAtSettings(needs, seen);
  for await (const key of everyExperiment(store)) {
    const added = await store.commits(key, seen.ends.get(key) ?? 0);
    if (added.length > 0) await look(needs, seen, key);
  }
  for (const person of await holders(needs)) seen.needed.add(person);
  await forgetRunsAbout(
    needs,
    idle.map(({ pseudonym }) => pseudonym),
  );
  let erased = 0;
  for (const { slackUser, pseudonym } of idle) {
    await turnOfTheLoop();
    for (const { key, version } of await linesNotOver(store)) {
      if (version > (seen.ends.get(key) ?? 0)) await look(needs, seen, key);
    }
    if (seen.needed.has(pseudonym)) continue;
    // Who reads along on the desk appears in no journal.
    if ((await store.sessionsOf(slackUser)).length > 0) continue;
    await forgetTokensOf(needs, [pseudonym]);
    await forgetWebhooksOf(needs, [pseudonym]);
    if ((await store.forget(slackUser)) !== null) erased += 1;
  }
  if (erased > 0) log.info('people were forgotten after the time of retention', { erased });
  return erased;
}

/** What programs do in the name of people needs them known. */
async function holders(needs: Needs): Promise<readonly string[]> {
  return [...(await holdersOfTokens(needs)), ...(await holdersOfWebhooks(needs))];
}

/** Reads one journal: every person in it is needed, unless it ended before the time of retention. */
async function look(
  { store, clock, retentionDays }: Needs,
  { ends, needed }: Seen,
  key: string,
): Promise<void> {
  const commits = await store.commits(key);
  const last = commits.at(-1);
  if (last === undefined) return;
  ends.set(key, last.version);
  const experiment = fold(commits);
  const isOver = experiment !== null && isFinished(experiment.status);
  if (isOver && last.at < clock.now() - retentionDays * DAY) return;
  for (const pseudonym of pseudonymsIn(commits)) needed.add(pseudonym);
}

/** People with a role now are needed, and those who changed the settings lately. Earlier versions keep no person known. */
async function lookAtSettings({ store, clock, retentionDays }: Needs, { needed }: Seen): Promise<void> {
  const commits = await settingsCommits(store);
  const { roles, escalation } = foldSettings(commits)?.settings ?? {};
  const told = [...(escalation?.productManagers ?? []), ...(escalation?.leadership ?? [])];
  for (const person of [...(roles?.approvers ?? []), ...(roles?.admins ?? []), ...told]) needed.add(person);
  const since = clock.now() - retentionDays * DAY;
  for (const { at, command } of commits) {
    if (at >= since && command.actor.person !== null) needed.add(command.actor.person);
  }
}

async function everybody({ store }: Needs): Promise<readonly StoredPerson[]> {
  const people: StoredPerson[] = [];
  for (;;) {
    const page = await store.peopleAfter(people.at(-1)?.slackUser ?? null, PAGE);
    people.push(...page);
    if (page.length < PAGE) return people;
  }
}
