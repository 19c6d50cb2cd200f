/** `npm run authority`: prints the authority table, which `decide` holds every command of a person against. */
import { printAuthority } from './authority/print-authority.ts';
import { readArguments, refuseArguments } from './command-line.ts';

const given = readArguments({});
if (given.kind === 'refused') process.exit(refuseArguments(given.problem, 'usage: npm run authority'));
process.stdout.write(printAuthority());
