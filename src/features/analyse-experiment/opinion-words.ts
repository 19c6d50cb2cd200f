import { percent } from '#domain/figures.ts';
import type { SecondOpinion } from '#stats/engine/details.ts';

/** "99.9 % chance of being better (97 % if large effects are doubted), expected loss 0.01 % if shipped, 4.2 % if not". */
export function opinionWords(role: 'goal' | 'guardrail' | 'secondary', opinion: SecondOpinion): string {
  const { chance, scepticalChance, lossIfShipped, lossIfKept } = opinion;
  const doubted =
    scepticalChance === undefined ? '' : ` (${share(scepticalChance)} if large effects are doubted)`;
  if (role === 'guardrail') return `${share(chance)} chance of being within its margin${doubted}`;
  const losses = `expected loss ${lossOf(lossIfShipped)} if shipped, ${lossOf(lossIfKept)} if not`;
  return `${share(chance)} chance of being better${doubted}; ${losses}`;
}

/** What the second opinion is. */
export function opinionNote(): string {
  return 'The second opinion is Bayesian: chances under a weak prior, to which effects beyond 60 % are rare, and under one that doubts effects beyond 10 %. It keeps no error rate over several looks, and decides nothing.';
}

/** A loss, never rounded to none. */
function lossOf(loss: number): string {
  return loss < 0.0001 ? 'under 0.01 %' : percent(loss);
}

/** A chance, never rounded to certainty. */
function share(chance: number): string {
  if (chance < 0.001) return 'under 0.1 %';
  return chance > 0.999 ? 'over 99.9 %' : `${(100 * chance).toFixed(1)} %`;
}
