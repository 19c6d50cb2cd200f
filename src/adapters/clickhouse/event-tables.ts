const KEY = 'hour Int32, hash Int64';
const COMMON = 'unit Int64, at Int64';
/**
 * Rows of one key become one, the one with the greatest `rank`; the views below count them once before that, too. What is answered
 * is flushed. Granules are small, so that looking for the keys of a batch reads little.
 */
const ENGINE = `ENGINE = ReplacingMergeTree(rank) ORDER BY (hour, hash)
SETTINGS index_granularity = 512, fsync_after_insert = 1, fsync_part_directory = 1`;
const OF_NAMES = 'LowCardinality(String)';

/** Makes the tables of exposures and observations and the views that looks read, if they are not there. */
export const TABLE_STATEMENTS: readonly string[] = [
  'CREATE DATABASE IF NOT EXISTS co_pilot',
  `CREATE TABLE IF NOT EXISTS co_pilot.exposure_rows
(${KEY}, ${COMMON}, flag ${OF_NAMES}, variant ${OF_NAMES}, properties String, rank UInt64) ${ENGINE}`,
  `CREATE VIEW IF NOT EXISTS co_pilot.exposures AS
SELECT unit, at, flag, variant, properties FROM co_pilot.exposure_rows FINAL`,
  `CREATE TABLE IF NOT EXISTS co_pilot.observation_rows
(${KEY}, ${COMMON}, name ${OF_NAMES}, value Nullable(Float64), properties String, rank UInt64) ${ENGINE}`,
  `CREATE VIEW IF NOT EXISTS co_pilot.observations AS
SELECT unit, at, name, value, properties FROM co_pilot.observation_rows FINAL`,
];
