/**
 * `npm run test:redaction`: how much of the private text of test/fixtures/redaction is found, and how much of what is found is
 * private. Prints a line for each kind and each language. Exit code 1: recall of a kind is below 0.98, or precision on a language
 * below 0.97.
 */
import { VENDOR_SECRETS } from '#app/vendors.ts';
import { createPrivateText } from '#shared/private-text/private-text.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';
import { judgeRedaction, precisionOf, type RedactionFigures, recallOf } from './redaction/judge.ts';
import { REDACTION_LIMITS } from './redaction/limits.ts';
import { readRedactionCases } from './redaction/read-cases.ts';

const engine = createPrivateText(VENDOR_SECRETS);

function print(
  what: string,
  figures: readonly RedactionFigures[],
  isBroken: (one: RedactionFigures) => boolean,
) {
  for (const one of figures) {
    const { group, texts, labelled, right, wrong, failures } = one;
    const rates = `recall ${recallOf(one).toFixed(3)}  precision ${precisionOf(one).toFixed(3)}`;
    say(`  ${group.padEnd(16)} ${rates}  (${texts} texts, ${labelled} labels, ${right + wrong} findings)`);
    for (const failure of failures) say(`      ${failure}`);
  }
  const broken = figures.filter(isBroken);
  say(
    `${what}: ${broken.length === 0 ? 'within the limits' : `broken by ${broken.map(({ group }) => group).join(', ')}`}`,
  );
  return broken.length;
}

function main(): number {
  const given = readArguments({});
  if (given.kind === 'refused') return refuseArguments(given.problem, 'usage: npm run test:redaction');
  let broken = 0;
  for (const half of ['tuned', 'held-out']) {
    const { byKind, byLanguage } = readRedactionCases(`test/fixtures/redaction/${half}`);
    say(`${half}: ${byKind.length + byLanguage.length} texts`);
    const { recall, precision } = REDACTION_LIMITS;
    broken += print(
      `${half}, recall ≥ ${recall} for each kind`,
      judgeRedaction(byKind, engine),
      (one) => recallOf(one) < recall,
    );
    broken += print(
      `${half}, precision ≥ ${precision} for each language`,
      judgeRedaction(byLanguage, engine),
      (one) => precisionOf(one) < precision,
    );
  }
  return broken === 0 ? 0 : 1;
}

process.exitCode = main();
