import { callSiteOf } from '#code/calls.ts';
import { definitionOf } from '#code/definitions.ts';
import { bareName, isIdentifier } from '#code/identifiers.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { Finding } from '#gate/change.ts';
import { bareText, branchText } from '#gate/implement/branch-text.ts';
import type { CodeBase } from '#gate/implement/code-base.ts';
import { Evaluator } from '#gate/implement/evaluate.ts';
import { failureBranches } from '#gate/implement/failure-branches.ts';
import type { Fork } from '#gate/implement/fork.ts';
import { forksOf } from '#gate/implement/forks.ts';
import { Novelty } from '#gate/implement/novelty.ts';
import { keepsOnlyForTreatment, movedToTreatment } from '#gate/implement/old-code.ts';
import { defaultOf, isYesOrNo } from '#gate/implement/reader-default.ts';
import { type FlagReading, TELLING } from '#gate/implement/readings.ts';
import { templateForks } from '#gate/implement/template-forks.ts';
import type { Answer } from '#gate/implement/value.ts';
import { wordAlone } from '#shared/whole-word.ts';

/** Tells whether the value goes on to code that cannot be followed: an argument, a template, an answer. */
function goesOn(node: SyntaxNode, forks: readonly Fork[]): boolean {
  let child = node;
  for (const above of node.ancestors()) {
    if (forks.some(({ condition }) => condition.covers(node))) return false;
    const site = callSiteOf(above);
    if (site !== null && TELLING.test(site.name)) return false;
    if (site?.arguments.some(({ value }) => value.covers(node))) return true;
    if (
      /jsx_attribute|jsx_expression|interpolation|template_substitution|return|subscript|^pair$|spread/.test(
        above.type,
      )
    )
      return true;
    if (/^let_declaration|assignment|declarator/.test(above.type)) return false;
    const definition = definitionOf(above);
    if (definition?.kind === 'value') return false;
    if (definition?.kind === 'function')
      return /^(?:arrow|lambda)/.test(definition.value?.type ?? '') || child.type !== 'expression_statement';
    if (/^expression_statement$/.test(above.type)) return false;
    if (/condition/.test(child.field ?? '')) return false;
    child = above;
  }
  return false;
}

/** Tells whether the variant, or what is made of it, reaches code that cannot be followed. */
function escapes(
  base: CodeBase,
  readings: readonly FlagReading[],
  forks: readonly Fork[],
  run: Evaluator,
): boolean {
  // A value that is put into a parameter goes on only if the parameter is used.
  const isInjected = (node: SyntaxNode) =>
    [...node.ancestors()].map(definitionOf).find((one) => one !== null)?.nameNode === node;
  if (readings.some(({ node }) => node.type === 'template_part')) return true;
  if (readings.some(({ node }) => !isInjected(node) && goesOn(node, forks))) return true;
  const names = new Set(
    readings.filter(({ node }) => isInjected(node)).map(({ node }) => bareName(node.text)),
  );
  for (const file of base.product) {
    if (!(file.edited || readings.some((reading) => reading.file === file))) continue;
    for (const { kind, name, value } of run.definitions(file)) {
      if (kind !== 'value' || value === null) continue;
      const made = readings.some(({ node }) => value.covers(node)) || run.depends(value, file);
      if (made) names.add(name);
    }
    for (const node of file.source?.root.walk() ?? []) {
      if (!isIdentifier(node) || !names.has(bareName(node.text))) continue;
      const isName = readings.some((reading) => reading.node === node);
      if (isName || definitionOf(node.parent ?? node)?.nameNode === node) continue;
      if (goesOn(node, forks)) return true;
    }
    const template = /\.(?:vue|svelte|astro)$/.test(file.path)
      ? file.text.replace(/<script[\s\S]*?<\/script>/g, '')
      : '';
    if ([...names].some((name) => wordAlone(name).test(template))) return true;
  }
  // What a controller sets for its template, and what stands in a file that cannot be parsed.
  const templates = base.product.filter(({ source, edited }) => source === null && edited);
  if (templates.some(({ text }) => [...names].some((name) => wordAlone(bareName(name)).test(text))))
    return true;
  return false;
}

/** Reasons against the way the variants are used: unused, swapped, or a default that is not the control. */
export function checkArms(
  base: CodeBase,
  readings: readonly FlagReading[],
  places: readonly FlagReading[],
): readonly Finding[] {
  const { plan } = base.change;
  const { control, treatments } = plan;
  const run = new Evaluator(base, readings);
  const forks = [...forksOf(base, readings, run), ...templateForks(base, run)];
  const novelty = new Novelty(base);
  const text = branchText;
  const path = readings[0]?.file.path ?? null;
  const findings: Finding[] = [];

  const dynamic = escapes(base, places, forks, run);
  for (const [at, treatment] of treatments.entries()) {
    const own = forks.some((one) => text(one, treatment) !== text(one, control));
    const others = treatments.slice(0, at);
    const twin = others.some(
      (other) => own && forks.every((one) => text(one, treatment) === text(one, other)),
    );
    if ((own && !twin) || dynamic) continue;
    findings.push({
      code: 'variant-unused',
      path,
      sentence: `The variant "${treatment}" is read and changes nothing, or has no code of its own. Give it the code of the planned change.`,
    });
  }

  const words = (answer: Answer) =>
    forks
      .map((one) => novelty.newWords(one.branch(answer) ?? [], one.file).size)
      .reduce((sum, size) => sum + size, 0);
  const swapped = treatments.some(
    (treatment) =>
      forks.length > 0 &&
      words(control) > 0 &&
      words(treatment) === 0 &&
      forks.some((one) => text(one, treatment) !== text(one, control)),
  );
  if (swapped || forks.some((one) => keepsOnlyForTreatment(one, base) || movedToTreatment(one, base, run))) {
    findings.push({
      code: 'variants-swapped-obviously',
      path,
      sentence: `The control "${control}" gets the new behaviour. The control is what the code did before; the new behaviour belongs to the treatment.`,
    });
  }

  const wrongDefault = readings.some((reading) => {
    const value = defaultOf(reading, base);
    if (value !== null) return value !== control;
    return (
      isYesOrNo(reading, base) &&
      (callSiteOf(reading.node)?.arguments.some(({ value: given }) => /^true$/i.test(given.text)) ?? false)
    );
  });
  const wrongBranch = forks.some((one) => {
    const without = text(one, null);
    return (
      without !== '?' &&
      without !== text(one, control) &&
      treatments.some((treatment) =>
        forks.some(
          (other) =>
            (other === one || bareText(without) !== '') &&
            bareText(text(other, treatment)) === bareText(without) &&
            bareText(text(other, control)) !== bareText(without),
        ),
      )
    );
  });
  if (wrongDefault || wrongBranch || failureBranches(base, readings, forks, novelty)) {
    findings.push({
      code: 'fallback-not-control',
      path,
      sentence: `Without an answer of the flag service a treatment counts. Let the control "${control}" count then.`,
    });
  }
  return findings;
}
