import { expect, it } from 'vitest';
import { filesOf, jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { scriptedCleaner } from '#sandbox/stand-ins/openai/scripts/cleaner.ts';
import { PlanShape } from '#sandbox/stand-ins/openai/shapes.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { forgetWebhooks } from '#test/support/journey-github.ts';
import { deciding, reach } from '#test/support/journey-stages.ts';

const PAGES = Array.from({ length: 10 }, (_, at) => `src/pages/page-${at}.ts`);

/** A page that a colleague added to the experiment: it asks for the variant by itself. */
function page(at: number, key: string): string {
  return `import type { FlagClient } from '../flags/flag-client.ts';

/** The text of page ${at}. */
export async function page${at}(flags: FlagClient, unit: string): Promise<string> {
  const variant = await flags.variant('${key}', unit, 'control');
  return variant === 'treatment' ? \`new ${at} \${unit}\` : \`old ${at} \${unit}\`;
}
`;
}

/** Takes the flag out of pages as an author would, and out of the shop as the scripted model does. */
function cleaner(question: Question): object {
  const { flagKey } = jsonOf(question, 'plan', PlanShape);
  const isPage = ({ path }: { readonly path: string }) => PAGES.includes(path);
  const rest = { ...scriptedCleaner(question) } as { edits: readonly { path: string }[] };
  const pages = filesOf(question, 'files').filter((file) => isPage(file) && file.content.includes(flagKey));
  const own = pages.flatMap(({ path, content }) => {
    const at = /page-(\d+)/.exec(path)?.[1] ?? '';
    const old = content.slice(content.indexOf('import'));
    const kept = `/** The text of page ${at}. */\nexport async function page${at}(unit: string): Promise<string> {\n  return \`old ${at} \${unit}\`;\n}`;
    return [{ path, search: old.trimEnd(), replace: kept }];
  });
  return { ...rest, edits: [...rest.edits.filter((edit) => !isPage(edit)), ...own] };
}

it(
  'comes in parts if the flag is in many files: each says what is left, and the flag goes after the last',
  { timeout: 300_000 },
  () =>
    withJourney(
      async (journey) => {
        const { github, posthog } = journey.running.sandbox;
        const key = await deciding(journey);
        await github.commitToMain(
          Object.fromEntries(PAGES.map((path, at) => [path, page(at, key)])),
          'feat: the experiment on every page',
        );
        await journey.press('priya', key, 'decide_kill');
        await journey.running.advance(2 * HOUR);
        await forgetWebhooks(github);
        const branches: string[] = [];
        for (let part = 1; (await journey.load(key)).status === 'cleaning-up'; part += 1) {
          const pull = (await journey.load(key)).cleanUp?.pullRequest ?? null;
          const told = (await github.listPulls()).find(({ number }) => number === pull?.number);
          const left = (await journey.load(key)).cleanUp?.left?.places ?? [];
          expect(pull?.files.length).toBeLessThanOrEqual(8);
          expect(told?.title.includes('in part')).toBe(left.length > 0);
          for (const path of left) {
            expect(told?.body).toContain(path);
            expect((await journey.thread(key)).at(-1)).toContain(path);
          }
          branches.push(pull?.branch ?? '');
          expect(posthog.flags().find((flag) => flag.key === key)?.deleted).toBe(false);
          await journey.running.merge(pull?.number ?? 0, 'sam');
          await journey.running.advance(10 * MINUTE);
          expect(part).toBeLessThan(4);
        }
        await reach(journey, key, ['completed'], 0);
        expect(branches).toEqual([`experiment/${key}-clean-up`, `experiment/${key}-clean-up-2`]);
        for (const path of await github.listMain()) expect(await github.readMain(path)).not.toContain(key);
        expect(posthog.flags().find((flag) => flag.key === key)?.deleted).toBe(true);
      },
      { scripts: { cleaner } },
    ),
);
