/** The least shares of searches that find the right three, and of repeats that are warned about. The held-out floors only guard against a loss. */
export const MEMORY_FLOORS = {
  tuned: { found: 0.9, warned: 0.95 },
  'held-out': { found: 0.76, warned: 0.88 },
} as const;
