import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeCheckout, openCheckout } from '../src/checkout/checkout.ts';
import { fakeServices } from '../testing/fake-services.ts';

const basket = [
  { name: 'tea', price: 450, quantity: 2 },
  { name: 'jam', price: 300, quantity: 1 },
];

test('the checkout goes through its steps', async () => {
  const services = fakeServices();
  const { steps } = await openCheckout({ id: 'customer-1' }, basket, services);
  assert.deepEqual(steps, ['basket', 'address', 'delivery', 'payment', 'review']);
  assert.deepEqual(services.tracked, ['checkout_opened']);
});

test('the checkout shows what the basket costs', async () => {
  const { total } = await openCheckout({ id: 'customer-1' }, basket, fakeServices());
  assert.equal(total, 1_200);
});

test('a completed checkout records the revenue', async () => {
  const services = fakeServices();
  await completeCheckout({ id: 'customer-1' }, { steps: [], total: 1_200 }, services);
  assert.deepEqual(services.tracked, ['order_completed']);
});
