import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendReminder } from '../src/email/reminder.ts';
import { fakeServices } from '../testing/fake-services.ts';

const ada = { id: 'customer-1', email: 'ada@corner-shop.example', items: ['tea', 'jam'] };

test('the reminder has its subject', async () => {
  const services = fakeServices();
  await sendReminder(ada, services);
  assert.equal(services.sent[0]?.subject, 'Your basket is waiting for you');
  assert.deepEqual(services.tracked, ['email_sent']);
});

test('the reminder names what was left behind and goes to the customer', async () => {
  const services = fakeServices();
  await sendReminder(ada, services);
  assert.equal(services.sent[0]?.to, 'ada@corner-shop.example');
  assert.match(services.sent[0]?.text ?? '', /tea, jam/);
});
