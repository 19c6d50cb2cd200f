import type { Seam } from './seam.ts';
import { isPinned, literalPattern, testBlocks } from './test-blocks.ts';

/** The arms of an experiment with their values as source, control first. */
export interface Arms {
  readonly flagKey: string;
  readonly control: string;
  readonly values: ReadonlyMap<string, string>;
}

function propertyName(key: string): string {
  return /^[a-z_]\w*$/i.test(key) ? key : `'${key}'`;
}

function valueTable(constant: string, { values }: Arms): string {
  const lines = [...values].map(([key, value]) => `  ${propertyName(key)}: ${value},\n`);
  return `const ${constant} = {\n${lines.join('')}};`;
}

/** If a repository's own flag reader keeps its promise, `guard` is not needed; else a failure is caught here too. */
function reading({ flagKey, control, values }: Arms, unit: string, guard: boolean): string {
  const variants = [...values.keys()].map((key) => `'${key}'`).join(', ');
  const question = `{\n    variants: [${variants}],\n    fallback: '${control}',\n  }`;
  const caught = guard ? `.catch(() => '${control}' as const)` : '';
  return `  const variant = await services.flags.variant('${flagKey}', ${unit}, ${question})${caught};\n`;
}

/**
 * Puts a seam behind a flag: the constant becomes a table by variant, and its function reads the flag once, before all else.
 */
export function addFlag(
  source: string,
  seam: Omit<Seam, 'file' | 'test'>,
  arms: Arms,
  guard: boolean,
): string {
  const { constant, literal, functionName, unit } = seam;
  const tabled = source.replace(`const ${constant} = ${literal};`, () => valueTable(constant, arms));
  const head = new RegExp(`^export async function ${functionName}\\([\\s\\S]*?\\)(?:: [^{}]*)? \\{\\n`, 'm');
  const opening = head.exec(tabled);
  if (opening === null) return tabled;
  const start = opening.index + opening[0].length;
  const end = tabled.indexOf('\n}', start);
  const body = tabled.slice(start, end).replace(new RegExp(`\\b${constant}\\b`, 'g'), `${constant}[variant]`);
  return `${tabled.slice(0, start)}${reading(arms, unit, guard)}${body}${tabled.slice(end)}`;
}

function titled(block: string, suffix: string): string {
  return block.replace(/^test\('(.*)', async/, (_, title: string) => `test('${title} (${suffix})', async`);
}

function withServices(block: string, flagKey: string, answer: string): string {
  return block.replace(
    /^( {2}const services = \w+)\(\);$/m,
    (_, made: string) => `${made}({ '${flagKey}': ${answer} });`,
  );
}

function closedWith(block: string, assertion: string): string {
  return block.replace(/\}\);$/, () => `  ${assertion}\n});`);
}

function armTest(block: string, literal: string, value: string, variant: string, flagKey: string): string {
  const replaced = block.replace(literalPattern(literal), () => value);
  const exposure = `assert.deepEqual(services.calls, ['exposure: ${flagKey} = ${variant}', ...services.tracked]);`;
  return closedWith(withServices(titled(replaced, variant), flagKey, `'${variant}'`), exposure);
}

function failureTest(block: string, flagKey: string): string {
  const failing = withServices(titled(block, 'the flag service fails'), flagKey, "new Error('down')");
  return closedWith(failing, 'assert.deepEqual(services.calls, services.tracked);');
}

/**
 * Turns each unit test that pins the control's value into one per arm and one for a failing flag service. Each shows that exposure is
 * captured once and before the events, or not at all.
 */
export function addArmTests(source: string, literal: string, { flagKey, values }: Arms): string {
  const pinned = testBlocks(source).filter(({ text }) => isPinned(text, literal));
  return pinned.reduceRight((current, { text, start }) => {
    const perArm = [...values].map(([variant, value]) => armTest(text, literal, value, variant, flagKey));
    const blocks = [...perArm, failureTest(text, flagKey)].join('\n\n');
    return `${current.slice(0, start)}${blocks}${current.slice(start + text.length)}`;
  }, source);
}
