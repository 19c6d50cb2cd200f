import type { FlagAct } from '#domain/effect.ts';
import { commitOfEffect, effectKey } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import { otherDifferences } from '#domain/tampering/flag-differences.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { FlagState } from '#ports/flags.ts';
import { canonicalJson } from '#shared/canonical-json.ts';

/** A change of the flag that the journal asked for and whose outcome it does not hold. */
export interface UnrecordedAct {
  readonly effect: string;
  readonly act: Extract<FlagAct, { readonly act: 'set' | 'restore' }>;
}

/** Changes of the flag that were asked for since the recorded one: under way, given up, or done without an answer. Oldest first. */
export async function unrecordedActs(
  { store }: { readonly store: Pick<CoPilot['store'], 'commits'> },
  { key, delivery }: Experiment,
): Promise<readonly UnrecordedAct[]> {
  const recorded = delivery.flagEffect === null ? 0 : commitOfEffect(delivery.flagEffect).version;
  const commits = await store.commits(key, recorded);
  return commits.flatMap(({ version, effects }) =>
    effects.flatMap((effect, index) => {
      const isChange = effect.kind === 'flag' && (effect.act.act === 'set' || effect.act.act === 'restore');
      return isChange ? [{ effect: effectKey(key, version, index), act: effect.act }] : [];
    }),
  );
}

/** Whether a flag stands as one of these changes leaves it, so that no person need have changed it. */
export function isOutcomeOf(
  acts: readonly UnrecordedAct[],
  known: FlagRecord | null,
  live: FlagState,
): boolean {
  if (known !== null && known.conditions !== undefined && otherDifferences(known, live).length > 0)
    return false;
  const settings = acts.flatMap(({ act }) => (act.active ? [act] : []));
  const isOneOf = [...settings, ...(known === null ? [] : [known])].some((setting) =>
    hasSplit(live, setting),
  );
  // Switching off leaves everything else as it was.
  if (!live.active) return isOneOf && acts.some(({ act }) => !act.active);
  return settings.some((setting) => hasSplit(live, setting));
}

type Split = Pick<FlagState, 'rollout' | 'allocation'>;

/** Whether a flag gives its variants to the units as this setting says, as finely as a flag service keeps it. */
export function hasSplit(live: Split, setting: Split): boolean {
  const rounded = ({ rollout, allocation }: Split) =>
    canonicalJson({
      rollout: Math.round(rollout * 10_000),
      allocation: Object.fromEntries(
        Object.entries(allocation).flatMap(([key, share]) =>
          share === 0 ? [] : [[key, Math.round(share * 1_000)]],
        ),
      ),
    });
  return rounded(live) === rounded(setting);
}
