/** Coins that a player gets for reaching a level. */
export function coinsForLevel(level: number): number {
  const milestone = level % 10 === 0;
  return milestone ? 50 : 5;
}
