import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scheduleReminder } from '../src/email/reminder-schedule.ts';
import { fakeServices } from '../testing/fake-services.ts';

test('the reminder is sent 24 hours after the basket was left', async () => {
  const services = fakeServices();
  const sendAt = await scheduleReminder({ id: 'customer-1' }, 0, services);
  assert.equal(sendAt / 3_600_000, 24);
  assert.deepEqual(services.tracked, ['reminder_scheduled']);
});
