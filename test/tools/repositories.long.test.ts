import { describe, expect, it } from 'vitest';
import { canRun } from '#tools/repositories/checkout.ts';
import { readRepository, repositoryNames } from '#tools/repositories/made-up-repository.ts';
import { playByBot } from '#tools/repositories/play-by-bot.ts';

const repositories = await Promise.all(repositoryNames().map(readRepository));
const runnable = await Promise.all(
  repositories.map(async (repository) => ({ repository, can: await canRun(repository.needs) })),
);

describe('an experiment that the bot carries through a made-up repository, whose tests and program run before, flagged, shipped and killed', () => {
  for (const { repository, can } of runnable) {
    const { name, language } = repository;
    it.skipIf(!can)(
      `pass in ${name}${can ? '' : ` (${language} is not installed)`}`,
      { timeout: 600_000 },
      async () => {
        const results = await playByBot(repository);
        expect(results.flatMap(({ stage, faults }) => faults.map((fault) => `${stage}: ${fault}`))).toEqual(
          [],
        );
      },
    );
  }
});
