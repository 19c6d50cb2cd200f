import { createCheckout } from './checkout.ts';
import { applyEdits, filesAfter } from './edit-blocks.ts';
import { startFlagService } from './flag-service.ts';
import type { MadeUpRepository } from './made-up-repository.ts';
import { runStage, type Stage, type StageResult } from './run-stage.ts';
import { tracesLeft } from './traces.ts';

type Files = Readonly<Record<string, string>>;

/** The files of a repository through its experiment. */
export interface Lives {
  readonly before: Files;
  readonly flagged: Files;
  readonly shipped: Files;
  readonly killed: Files;
}

/** What the edits of the author make of the repository. Throws if one does not fit. */
export function livesByEdits(repository: MadeUpRepository): Lives {
  const before = repository.files;
  const flagged = filesAfter(before, applyEdits(before, repository.implement));
  const shipped = filesAfter(flagged, applyEdits(flagged, repository.ship));
  const killed = filesAfter(flagged, applyEdits(flagged, repository.kill));
  return { before, flagged, shipped, killed };
}

function stagesOf(repository: MadeUpRepository, lives: Lives): readonly Stage[] {
  const { control, treatments, shipped, prints } = repository;
  const text = (variant: string) => prints[variant] ?? '';
  const arms = [control, ...Object.keys(treatments)];
  const moods = [{ variant: control }, { variant: shipped }, 'fails', 'unreachable'] as const;
  const always = (variant: string) => moods.map((when) => ({ when, text: text(variant) }));
  return [
    { name: 'before', files: lives.before, prints: always(control), asks: 0 },
    {
      name: 'flagged',
      files: lives.flagged,
      prints: [
        ...arms.map((variant) => ({ when: { variant }, text: text(variant) })),
        ...([{ variant: 'no-such' }, 'nonsense', 'fails', 'unreachable'] as const).map((when) => ({
          when,
          text: text(control),
        })),
      ],
      asks: 1,
    },
    { name: 'shipped', files: lives.shipped, prints: always(shipped), asks: 0 },
    { name: 'killed', files: lives.killed, prints: always(control), asks: 0 },
  ];
}

/**
 * Runs the repository at each point of its experiment: its tests, and its program in every arm and with a failing flag
 * service. After the clean-up nothing of the flag may be left.
 */
export async function playRepository(
  repository: MadeUpRepository,
  lives: Lives,
): Promise<readonly StageResult[]> {
  const checkout = await createCheckout(repository.link);
  const flags = await startFlagService();
  try {
    const results: StageResult[] = [];
    for (const stage of stagesOf(repository, lives)) {
      const { faults } = await runStage(repository, stage, { checkout, flags });
      const left =
        stage.name === 'shipped' || stage.name === 'killed'
          ? tracesLeft(repository, stage.files, stage.name === 'shipped' ? 'ship' : 'kill')
          : [];
      results.push({ stage: stage.name, faults: [...faults, ...left] });
    }
    return results;
  } finally {
    flags.close();
    await checkout.remove();
  }
}
