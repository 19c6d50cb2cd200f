import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileEdit, SourceFile } from '#ports/code-host.ts';
import { childEnvironment } from '#test/support/child-environment.ts';

/** A copy of the shop in a folder of its own, to be edited and tested like a checkout. */
export interface ShopCopy {
  files(): readonly SourceFile[];
  apply(edits: readonly FileEdit[]): void;
  /** Runs the shop's own unit tests, by default all in one process, which is faster; `passed` counts those that did. */
  test(flags?: readonly string[]): {
    readonly green: boolean;
    readonly passed: number;
    readonly output: string;
  };
  remove(): void;
}

const SHOP = join(import.meta.dirname, '../../../sandbox/shop/files');

export function copyShop(): ShopCopy {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  cpSync(SHOP, folder, { recursive: true });
  return {
    files: () =>
      globSync('**/*.*', { cwd: folder })
        .sort()
        .map((path) => ({ path, content: readFileSync(join(folder, path), 'utf8') })),
    apply: (edits) => {
      for (const { path, content } of edits) {
        const file = join(folder, path);
        if (content === null) {
          rmSync(file);
          continue;
        }
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    },
    test: (flags = ['--test-isolation=none']) => {
      // The reporter's environment variable would make the inner runner talk to the outer one.
      const env = childEnvironment({ NO_COLOR: '1' });
      const run = spawnSync(process.execPath, ['--test', ...flags], { cwd: folder, encoding: 'utf8', env });
      const passed = Number(/^(?:#|ℹ) pass (\d+)$/m.exec(run.stdout)?.[1] ?? 0);
      return { green: run.status === 0, passed, output: run.stdout + run.stderr };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
