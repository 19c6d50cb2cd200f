/**
 * Seeds that once showed a fault, of the bot or of the harness. A seed draws another schedule whenever the bot asks for one thing more or
 * less, so each fault that was found also has a test of its own; these are played for what else they may show.
 */
export const KNOWN_SEEDS: readonly number[] = [
  75, 80, 133, 270, 1033, 1824, 4119, 4137, 4163, 4263, 10266, 10304, 10464, 11811, 57261, 71377, 95043,
  95243, 95404,
];
