import { type BotProcess, type ProcessNeeds, startProcess } from './bot-process.ts';
import type { Life } from './life.ts';
import type { Tally } from './tally.ts';

/** The bot's processes of one schedule: how they come and go. */
export interface Crew {
  /** Those that take work. */
  readonly processes: BotProcess[];
  /** Starts a process over the same store. */
  start(): Promise<void>;
  kill(process: BotProcess): void;
  /** Kills the process of this life, also while it is being stopped. */
  killLife(life: Life): void;
  /** Begins to stop a process in good order; it gets no new work. */
  stop(process: BotProcess): void;
  /** Kills every process and frees what it holds. */
  end(): void;
}

export interface CrewNeeds extends ProcessNeeds {
  readonly tally: Tally;
  readonly note: (line: string) => void;
}

/** A crew without processes. */
export function createCrew(needs: CrewNeeds): Crew {
  const { agenda, tally, note } = needs;
  const processes: BotProcess[] = [];
  const leaving: BotProcess[] = [];
  let started = 0;
  const end = (process: BotProcess) => {
    agenda.end(process.life);
    for (const list of [processes, leaving]) {
      const at = list.indexOf(process);
      if (at >= 0) list.splice(at, 1);
    }
    process.close();
  };
  const kill = (process: BotProcess) => {
    note(`${process.life.name} is killed`);
    end(process);
  };
  return {
    processes,
    start: async () => {
      started += 1;
      const process = await startProcess(needs, `bot-${started}`, 0);
      note(`${process.life.name} starts`);
      processes.push(process);
      process.drain();
      process.tick();
    },
    kill,
    killLife: (life) => {
      const process = [...processes, ...leaving].find((one) => one.life === life);
      tally.killed += 1;
      if (process !== undefined) kill(process);
    },
    stop: (process) => {
      note(`${process.life.name} stops`);
      tally.stopped += 1;
      leaving.push(...processes.splice(processes.indexOf(process), 1));
      void process.stop().then(() => {
        note(`${process.life.name} has stopped`);
        end(process);
      });
    },
    end: () => {
      for (const process of [...processes, ...leaving]) kill(process);
    },
  };
}
