import { z } from 'zod';
import type { Status } from '#domain/status.ts';
import type { ActionValue } from '#features/action-value.ts';

/** The lists that a home can show, in the order of its menu. */
export const HOME_LISTS = ['all', 'waiting', 'running', 'planned', 'backlog', 'decided', 'done'] as const;
export type HomeList = (typeof HOME_LISTS)[number];

/** What a person looks at in their home. It travels in the view and in its buttons. */
export interface HomeState {
  /** Null for the overview. */
  readonly list: HomeList | null;
  readonly mine: boolean;
  /** Null for all surfaces. */
  readonly surface: string | null;
  /** 1 for the first. */
  readonly page: number;
}

export const OVERVIEW: HomeState = { list: null, mine: false, surface: null, page: 1 };

/** The statuses of each list; null if it keeps all. What waits for a person is no question of the status. */
export const LIST_STATUSES: Readonly<Record<HomeList, readonly Status[] | null>> = {
  all: null,
  waiting: null,
  running: ['verifying', 'running', 'paused', 'deciding'],
  planned: ['draft', 'in-review', 'approved', 'implementing', 'implemented'],
  backlog: ['backlog'],
  decided: ['decided', 'cleaning-up', 'killed'],
  done: ['completed', 'cancelled'],
};

const HomeStateSchema = z.object({
  list: z.enum(HOME_LISTS).nullable(),
  mine: z.boolean(),
  surface: z.string().max(200).nullable(),
  page: z.number().int().min(1).max(100_000),
});

/** Binds a button to what it shows. */
export const boundToHome: ActionValue<HomeState, HomeState> = {
  schema: HomeStateSchema,
  write: (state) => ({ ...state }),
};

/** What a home showed, by the words that travel in its view; the overview if they cannot be read. */
export function readHomeState(metadata: string): HomeState {
  try {
    const read = HomeStateSchema.safeParse(JSON.parse(metadata));
    return read.success ? read.data : OVERVIEW;
  } catch {
    return OVERVIEW;
  }
}
