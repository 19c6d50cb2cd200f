import { reviewJourneys } from './review.ts';

reviewJourneys();
