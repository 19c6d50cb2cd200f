/** The part of jstat (which ships no types) that the sampler uses. */
declare module 'jstat' {
  const jStat: {
    setRandom(source: () => number): void;
    randn(): number;
    randg(shape: number): number;
  };
  export default jStat;
}
