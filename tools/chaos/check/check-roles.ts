import type { PersonBody } from '#domain/command.ts';
import { type Commit, fold } from '#domain/commit.ts';
import type { Act } from '#tools/chaos/act.ts';
import type { RoleTable } from '#tools/chaos/roles.ts';
import { type Problem, unauthorised } from './problem.ts';

/** What takes the approver role: an account of its own, so that the bot's table is not compared with itself. */
const NEED_ROLE: readonly PersonBody['name'][] = [
  ...(['approve', 'reject', 'launch', 'resume', 'decide', 'extend', 'undo'] as const),
  ...(['acceptFlag', 'restoreFlag', 'endForFlag', 'approveAmendment'] as const),
];

/** The clock of a process is wrong by this at most, in milliseconds. */
const SKEW = 5_000;

/** The role tables by which a process may have judged an act: begun at `from`, judged by `until` at the latest. */
export function inForceWithin(
  tables: readonly RoleTable[],
  from: number,
  until: number,
): readonly RoleTable[] {
  return tables.filter((table, index) => {
    const next = tables[index + 1];
    return table.from <= until && (next === undefined || next.knownFrom === null || next.knownFrom >= from);
  });
}

/** Whether the person of an act, and all whose votes counted with it, may have held the role when it was judged. */
export function checkRoles(
  tables: readonly RoleTable[],
  persons: ReadonlyMap<string, string>,
  act: Act,
  commit: Commit,
  history: readonly Commit[],
): readonly Problem[] {
  const { name } = commit.command;
  if (!NEED_ROLE.some((one) => one === name)) return [];
  const judgedBy = Math.max(commit.at + SKEW, act.ended?.at ?? 0);
  const inForce = inForceWithin(tables, act.at, judgedBy);
  const may = new Set(inForce.flatMap(({ holders }) => holders.map((holder) => persons.get(holder))));
  return votersOf(commit, history)
    .filter((person) => !may.has(person))
    .map((person) =>
      unauthorised(`${commit.id} ${name}: ${nameOf(persons, person)} had lost the approver role`),
    );
}

/** The person of a commit, and those whose earlier votes it counted. */
function votersOf({ command, version, events }: Commit, history: readonly Commit[]): readonly string[] {
  const before = fold(history.filter((earlier) => earlier.version < version));
  const counted = events.flatMap((event) => {
    if (event.type === 'decided') return event.record.by;
    if (event.type === 'launched') return event.first === undefined ? [] : [event.first];
    if (event.type === 'planAmended') return event.amendment.approvedBy;
    if (event.type !== 'approved' || !event.complete) return [];
    return (before?.design?.approvals ?? [])
      .filter(
        ({ planHash, person }) => planHash === event.planHash && event.lapsed?.includes(person) !== true,
      )
      .map(({ person }) => person);
  });
  return [...new Set([...(command.actor.person === null ? [] : [command.actor.person]), ...counted])];
}

function nameOf(persons: ReadonlyMap<string, string>, person: string): string {
  return [...persons].find(([, known]) => known === person)?.[0] ?? person;
}
