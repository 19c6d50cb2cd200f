/**
 * `npm run forget-unit -- <unit>`: erases every exposure and observation of a unit, over the API (docs/observations.md). `CO_PILOT_API` and
 * `CO_PILOT_TOKEN` say which bot, and as which admin. Exit code 1: the API refuses it; 2: the arguments cannot be used.
 */
import { z } from 'zod';
import { apiProgram } from './api/api-program.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';

const USAGE = 'usage: npm run forget-unit -- <unit>';
const Erased = z.object({ exposures: z.number(), observations: z.number() });

async function main(): Promise<number> {
  const given = readArguments({ options: {}, allowPositionals: true });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const [unit, ...more] = given.value.positionals;
  if (unit === undefined || more.length > 0)
    return refuseArguments('Name one unit, as applications send it.', USAGE);
  const api = apiProgram(process.env);
  if (api.kind === 'refused') return refuseArguments(api.problem, USAGE);
  const answer = await api.value.ask('POST', '/units/erase', { unit });
  if (answer.kind === 'refused') {
    process.stderr.write(`${answer.problem}\n`);
    return 1;
  }
  const { exposures, observations } = Erased.parse(answer.value);
  say(`forget-unit: ${exposures} exposures and ${observations} observations are erased`);
  return 0;
}

process.exitCode = await main();
