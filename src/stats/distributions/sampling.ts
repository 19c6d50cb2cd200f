import jStat from 'jstat';

/** A source of uniforms strictly between 0 and 1; jstat's normal sampler divides by one. */
export type UniformSource = () => number;

/** One standard normal draw. */
export function sampleNormal(uniform: UniformSource): number {
  // jstat keeps its source in a global; it is set before each draw so that streams never mix.
  jStat.setRandom(uniform);
  return jStat.randn();
}

/** One Gamma(shape, rate 1) draw, shape > 0. */
export function sampleGamma(uniform: UniformSource, shape: number): number {
  jStat.setRandom(uniform);
  return jStat.randg(shape);
}
