import type { ModelFiles } from '#agents/model-files.ts';

const MANIFEST =
  /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|requirements[\w.-]*\.txt|pipfile|gemfile|[\w.-]+\.gemspec|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml|cargo\.toml|[\w.-]+\.csproj|composer\.json|mix\.exs|package\.swift|podfile|deno\.jsonc?)$/i;
const VENDORED = /(?:^|\/)(?:node_modules|vendor|third_party|\.venv|dist|build)\//;
const MOST = 8;
const LONGEST = 3_000;

/** A package manifest, as it stands or as the parts of it that matter. */
export interface Manifest {
  readonly path: string;
  readonly text: string;
}

function depth(path: string): number {
  return path.split('/').length;
}

/** Of a `package.json` only what a change has to know; the rest is the package manager's. */
function partsOf(path: string, text: string): string {
  if (!/package\.json$/i.test(path)) return text;
  try {
    const { name, type, scripts, workspaces, dependencies, devDependencies } = JSON.parse(text);
    return JSON.stringify({ name, type, scripts, workspaces, dependencies, devDependencies });
  } catch {
    return text;
  }
}

/** The manifests of the repository, those nearest to its root first, each bounded. */
export async function readManifests(files: ModelFiles): Promise<readonly Manifest[]> {
  const paths = files.repository.paths
    .filter((path) => MANIFEST.test(path) && !VENDORED.test(path))
    .sort((a, b) => depth(a) - depth(b) || a.localeCompare(b))
    .slice(0, MOST);
  const read = await Promise.all(paths.map(async (path) => ({ path, text: await files.read(path) })));
  return read.flatMap(({ path, text }) =>
    text === null ? [] : [{ path, text: partsOf(path, text).slice(0, LONGEST) }],
  );
}
