import { gammaLogP, gammaLogQ } from './gamma.ts';
import { normalLogSf } from './normal.ts';
import { logRatioMinus } from './stirling.ts';

/** From this smaller shape on the first term of the uniform expansion is exact to double precision. */
const UNIFORM_FROM = 1e8;
/** A shape this many times the other (and 1) makes the distribution a gamma one, to double precision. */
const GAMMA_FROM = 1e8;

/** Whether ln I_x(a, b) is {@link logLargeBeta}: shapes at which series and fractions never end. */
export function isLargeBeta(a: number, b: number): boolean {
  const small = Math.min(a, b);
  return small >= UNIFORM_FROM || Math.max(a, b) >= GAMMA_FROM * Math.max(1, small);
}

/**
 * ln I_x(a, b), a, b > 0, x in (0, 1), y = 1 - x, for {@link isLargeBeta} shapes. Both large: the
 * normal tail of the signed root of the deviance with its first correction (Temme 1982, as in NIST
 * DLMF 8.18(ii)). One large: the gamma distribution that 1 - x = e^(-u) leads to (Wise 1950).
 */
export function logLargeBeta(x: number, y: number, a: number, b: number): number {
  if (Math.min(a, b) >= UNIFORM_FROM) return logUniform(x, y, a, b);
  if (b > a) return gammaLogP(a, (b + (a - 1) / 2) * -logOf(y, x));
  return gammaLogQ(b, (a + (b - 1) / 2) * -logOf(x, y));
}

/** ln x, from the complement if x rounds. */
function logOf(x: number, complement: number): number {
  return x > 0.5 ? Math.log1p(-complement) : Math.log(x);
}

function logUniform(x: number, y: number, a: number, b: number): number {
  const total = Math.min(Number.MAX_VALUE, a + b);
  const [meanX, meanY] = [1 / (1 + b / a), 1 / (1 + a / b)];
  const gap = meanX < 0.5 ? x - meanX : meanY - y;
  const deviance =
    -meanX * logRatioMinus(x / meanX, gap / meanX) - meanY * logRatioMinus(y / meanY, -gap / meanY);
  const score = Math.sign(gap) * Math.sqrt(2 * Math.max(0, deviance)) * Math.sqrt(total);
  const normal = normalLogSf(-score);
  // So deep in a tail the correction no longer shows.
  if (!(normal > -1e6)) return normal;
  const width = Math.sqrt(meanX) * Math.sqrt(meanY);
  const unit = width * Math.sqrt(total);
  const correction =
    Math.abs(score) < 1e-3 ? (meanY - meanX) / (3 * unit) : 1 / score - width / (gap * Math.sqrt(total));
  const logDensity = -0.5 * score * score - 0.5 * Math.log(2 * Math.PI);
  return normal + Math.log1p(Math.exp(logDensity - normal) * correction);
}
