import fc from 'fast-check';

/**
 * The gate gives one commit one verdict, so its properties draw from a fixed seed. Other draws by
 * `FC_SEED=<number> npm test -- <folder>`; what such a run finds becomes a test of its own.
 */
const given = process.env['FC_SEED'];
fc.configureGlobal({ seed: given === undefined ? 20_261_128 : Number(given) });
