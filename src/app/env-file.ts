import { existsSync } from 'node:fs';

const FILE = '.env';

/**
 * Adds the variables of `.env` in the working directory to the environment of this process, if there is such a file. A
 * variable that is set already keeps its value.
 */
export function loadEnvFile(): void {
  if (existsSync(FILE)) process.loadEnvFile(FILE);
}
