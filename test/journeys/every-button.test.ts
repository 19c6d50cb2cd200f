import { reviewJourneys } from './review.ts';
import { runJourneys } from './run.ts';

reviewJourneys();
runJourneys();
