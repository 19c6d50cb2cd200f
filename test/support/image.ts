import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const Lock = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) });

/** The paths that the Dockerfile copies, each with the place in the image. */
async function copies(): Promise<readonly (readonly [string, string])[]> {
  const lines = (await readFile('Dockerfile', 'utf8')).matchAll(/^COPY (.+) (\S+)$/gm);
  return Array.from(lines).flatMap(([, sources = '', target = '']) =>
    sources
      .split(' ')
      .map(
        (source) =>
          [source, /\/$/.test(target) ? join(target, source.split('/').at(-1) ?? '') : target] as const,
      ),
  );
}

/** The packages that `npm ci --omit=dev` puts into node_modules, by the lock file. */
export async function productionPackages(): Promise<readonly string[]> {
  const { packages } = Lock.parse(JSON.parse(await readFile('package-lock.json', 'utf8')));
  return Object.entries(packages).flatMap(([path, { dev = false }]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    return name === undefined || dev ? [] : [name];
  });
}

/** Lays out in a folder what the image holds: the copied files, and links to the packages without those of development. */
export async function layOutImage(folder: string): Promise<void> {
  for (const [source, target] of await copies()) await cp(source, join(folder, target), { recursive: true });
  for (const name of await productionPackages()) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(resolve('node_modules', name), link);
  }
}
