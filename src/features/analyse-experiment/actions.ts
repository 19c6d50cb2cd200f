import { action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
import { detailsView } from './details-view.ts';

/** Opens what a look knows beyond its report. An older report shows its own look. */
export const showDetails = action('show_details', boundToEvidence, async (coPilot, press) => {
  const { value, client, triggerId, tell } = press;
  const experiment = await coPilot.load(value.experiment);
  if (experiment === null) return tell('This experiment is gone.');
  const snapshot = experiment.looks.snapshots.find(({ hash }) => hash === value.snapshotHash);
  if (snapshot === undefined) return tell('This look is gone. Use the newest report in this thread.');
  await client.views.open({ trigger_id: triggerId, view: detailsView(experiment, snapshot) });
});
