import type { DeskRoute, Download, PageRequest, Visit } from '#desk/page.ts';
import type { Faces } from '#features/thread/perform-messages.ts';
import { csvFile, jsonFile, pictureFile, recordFile } from './data-files.ts';
import { experimentPage } from './experiment-page.ts';
import type { Subject } from './subject.ts';

/** The page of one experiment, and the files that it offers. `faces` say and draw the messages of its thread. */
export function experimentRoutes(faces: Faces): readonly DeskRoute[] {
  const file = (
    path: string,
    make: (subject: Subject, request: PageRequest) => Download | null,
  ): DeskRoute => ({
    path: `/experiments/:key/${path}`,
    show: async (visit, request) => {
      const subject = await subjectOf(visit, request);
      return subject === null ? null : make(subject, request);
    },
  });
  return [
    {
      path: '/experiments/:key',
      show: async (visit, request) => {
        const subject = await subjectOf(visit, request);
        return subject === null ? null : experimentPage(visit.coPilot, faces, subject);
      },
    },
    file('record.md', recordFile),
    file('data.json', jsonFile),
    file('data.csv', csvFile),
    file('pictures/:name', (subject, { params }) => pictureFile(subject, params['name'] ?? '')),
  ];
}

/** What the person may see of it; null if that is nothing. */
async function subjectOf({ coPilot }: Visit, { params }: PageRequest): Promise<Subject | null> {
  const experiment = await coPilot.load(params['key'] ?? '');
  if (experiment === null) return null;
  const commits = await coPilot.store.commits(experiment.key);
  return {
    experiment,
    commits: commits.filter(({ version }) => version <= experiment.version),
    now: coPilot.clock.now(),
  };
}
