import { context } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { type Commit, fold } from '#domain/commit.ts';
import { effectKey } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isFinished } from '#domain/status.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { moment } from '#features/moment.ts';
import type { Renderers } from '#features/render-context.ts';
import { bestEffort } from '#features/thread/best-effort.ts';
import type { Performance } from '#journal/perform.ts';

/** Buttons that do something when the experiment is over, too: they show or open something. */
const STAY: readonly string[] = ['open_link', 'show_details', 'show_plan', 'plan_follow_up'];

type Actions = Extract<ChatMessage['blocks'][number], { readonly type: 'actions' }>;

/**
 * Takes the buttons that nothing can come of any more from the thread of an experiment that this commit ends; a line says since
 * when. What was pressed has its own stamp. Decoration: a message that cannot be edited stays as it is.
 */
export async function retireButtons(
  coPilot: CoPilot,
  renderers: Renderers,
  { commit, experiment, then }: Performance<'card'>,
): Promise<void> {
  if (!isFinished(then.status)) return;
  const commits = await coPilot.store.commits(experiment.key);
  const before = fold(commits.filter(({ version }) => version < commit.version));
  if (before === null || isFinished(before.status)) return;
  for (const [key, { ts, topic, version }] of openMessages(experiment, commits)) {
    const state = fold(commits.filter((one) => one.version <= version));
    if (state === null || topic === 'card' || !Object.hasOwn(renderers, topic)) continue;
    const pictures = experiment.delivery.files?.[key] ?? {};
    const at = commits.find((one) => one.version === version)?.at ?? commit.at;
    const retired = withoutSpentButtons(
      renderers[topic]({ experiment: state, key, at, pictures }),
      then,
      commit.at,
    );
    if (retired === null) continue;
    await bestEffort(coPilot.log, () => coPilot.chat.update(experiment.delivery.channel, ts, retired));
  }
}

/** The messages of the thread that no press has stamped; of several in one place the newest. */
function openMessages({ delivery }: Experiment, commits: readonly Commit[]) {
  const effects = commits.flatMap(({ experiment, version, effects: all }) =>
    all.map((effect, index) => ({ effect, key: effectKey(experiment, version, index) })),
  );
  const isStamped = new Set(
    effects.flatMap(({ effect }) => (effect.kind === 'stamp' ? [effect.message] : [])),
  );
  const isElsewhere = new Set(
    effects.flatMap(({ effect, key }) =>
      effect.kind === 'post' && (effect.to !== undefined || effect.channel !== undefined) ? [key] : [],
    ),
  );
  const inThread = Object.entries(delivery.messages).filter(([key]) => !isElsewhere.has(key));
  const newest = new Map(inThread.map((entry) => [entry[1].ts, entry]));
  return [...newest.values()].filter(([key]) => !isStamped.has(key));
}

/** The message with a line in place of the buttons that nothing can come of since it is over; null if it has none. */
export function withoutSpentButtons(
  original: ChatMessage,
  { status }: Pick<Experiment, 'status'>,
  at: number,
): ChatMessage | null {
  const isSpent = (id: string | undefined) => id !== undefined && !STAY.includes(id);
  const rows = original.blocks.filter((block): block is Actions => block.type === 'actions');
  if (!rows.some(({ elements }) => elements.some(({ action_id: id }) => isSpent(id)))) return null;
  const how = status === 'cancelled' ? 'cancelled' : 'completed';
  const blocks = original.blocks.flatMap((block): ChatMessage['blocks'] => {
    if (block.type !== 'actions') return [block];
    const left = block.elements.filter(({ action_id: id }) => !isSpent(id));
    return left.length === 0 ? [] : [{ ...block, elements: left }];
  });
  const line = `:checkered_flag: The experiment is ${how} · ${moment(at, '{date_short_pretty} at {time}')}`;
  return message({ ...original, blocks: [...blocks, context([line])] });
}
