import { spawnSync } from 'node:child_process';

const PYTHONS = [process.env['PYTHON'] ?? '', 'python3', 'python'].filter((name) => name !== '');

/** The first Python that has all these modules; null if none has. `PYTHON` names one to try first. */
export function pythonWith(...modules: readonly string[]): string | null {
  const test =
    'import importlib.util as u, sys; sys.exit(not all(u.find_spec(name) for name in sys.argv[1:]))';
  return PYTHONS.find((python) => spawnSync(python, ['-c', test, ...modules]).status === 0) ?? null;
}
