import { expect, it } from 'vitest';
import { filesUsedOnlyBy } from '#features/clean-up/files-used-only-by.ts';
import { readRepository } from '#tools/repositories/made-up-repository.ts';
import { livesByEdits } from '#tools/repositories/play-edits.ts';

async function around(name: string, paths: readonly string[]) {
  const { flagged } = livesByEdits(await readRepository(name));
  const all = Object.keys(flagged);
  return filesUsedOnlyBy(
    {
      paths: all,
      mode: () => '100644',
      read: async (path) => flagged[path] ?? null,
      search: async (text) => all.filter((path) => flagged[path]?.includes(text)),
    },
    paths,
  );
}

it('finds the code of the control, which no edit of the experiment has touched, with its tests', async () => {
  expect(await around('storefront-typescript', ['src/basket/render-basket.ts'])).toEqual(
    expect.arrayContaining([
      'src/basket/delivery-note.test.ts',
      'src/basket/delivery-note.ts',
      'src/basket/delivery-progress.test.ts',
      'src/basket/delivery-progress.ts',
    ]),
  );
  const java = 'src/main/java/com/example/clinic';
  expect(await around('clinic-java', [`${java}/Reminders.java`])).toEqual(
    expect.arrayContaining([`${java}/EveningBefore.java`, `${java}/TwoDaysBefore.java`]),
  );
});

it('leaves out what other code uses', async () => {
  expect(await around('storefront-typescript', ['src/basket/render-basket.ts'])).not.toContain(
    'src/flags/variant-for.ts',
  );
});
