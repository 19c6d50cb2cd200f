/**
 * `npm run evaluate:asos -- <csv>`: replays the ASOS experiments checkpoint by checkpoint under four
 * ways of looking, and end to end through the product's watch and verdict, and writes docs/asos-evaluation.md and
 * docs/asos-evaluation.svg. Exit code 2 when the file cannot be read.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { drawPicture } from './asos/picture.ts';
import { playWatch } from './asos/play-watch.ts';
import { readTracks, type Track } from './asos/read-checkpoints.ts';
import { type RealExperiment, readExperiments } from './asos/read-experiments.ts';
import { type Replay, replayTrack } from './asos/replay-track.ts';
import { type Evaluation, writeReport } from './asos/report.ts';
import { summarise } from './asos/summarise.ts';
import { watchSection } from './asos/watch-section.ts';
import { readArguments, refuseArguments } from './command-line.ts';

const DOCS = new URL('../docs/', import.meta.url);

function evaluate(tracks: readonly Track[]): Evaluation {
  const replays = tracks.flatMap((track) => {
    const replay = replayTrack(track);
    return replay === null ? [] : [{ track, replay }];
  });
  const metrics = [...new Set(tracks.map((track) => track.metric))].toSorted();
  const of = (keep: (track: Track) => boolean): readonly Replay[] =>
    replays.flatMap(({ track, replay }) => (keep(track) ? [replay] : []));
  return {
    tracks,
    looks: replays.reduce((sum, { replay }) => sum + replay.looks, 0),
    risingPrecision: replays.filter(({ replay }) => replay.precisionRises).length,
    excluded: tracks.length - replays.length,
    overall: summarise(of(() => true)),
    byMetric: Object.fromEntries(
      metrics.map((metric) => [metric, summarise(of((track) => track.metric === metric))]),
    ),
  };
}

const USAGE = 'usage: npm run evaluate:asos -- <csv>';

function main(): number {
  const given = readArguments({ allowPositionals: true });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const [path] = given.value.positionals;
  if (path === undefined) return refuseArguments('The CSV file of the experiments is needed.', USAGE);
  let tracks: readonly Track[];
  let experiments: readonly RealExperiment[];
  try {
    const csv = readFileSync(path, 'utf8');
    tracks = readTracks(csv);
    experiments = readExperiments(csv);
  } catch (fault) {
    process.stderr.write(`cannot read ${path}: ${fault instanceof Error ? fault.message : String(fault)}\n`);
    return 2;
  }
  const evaluation = evaluate(tracks);
  const section = watchSection(experiments.map(playWatch));
  writeFileSync(new URL('asos-evaluation.md', DOCS), `${writeReport(evaluation)}\n${section}`);
  writeFileSync(new URL('asos-evaluation.svg', DOCS), drawPicture(evaluation.overall));
  for (const { method, stopped, contradicted } of evaluation.overall) {
    process.stdout.write(`${method.padEnd(10)}${stopped} stopped, ${contradicted} contradicted\n`);
  }
  return 0;
}

process.exitCode = main();
