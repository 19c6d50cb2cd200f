import type { Services } from '../services.ts';
import { type Basket, totalOf } from './basket.ts';

/** The checkout as a customer goes through it. */
export interface Checkout {
  readonly steps: readonly string[];
  readonly total: number;
}

/** The steps of the checkout, in the order in which they are shown. */
const CHECKOUT_STEPS = ['basket', 'address', 'delivery', 'payment', 'review'];

/** Opens the checkout for a customer and records it. */
export async function openCheckout(
  customer: { readonly id: string },
  basket: Basket,
  services: Services,
): Promise<Checkout> {
  const steps = [...CHECKOUT_STEPS];
  const total = totalOf(basket);
  await services.events.track(customer.id, 'checkout_opened', { total });
  return { steps, total };
}

/** Records the order. `total` in cents. */
export async function completeCheckout(
  customer: { readonly id: string },
  { total }: Checkout,
  services: Services,
): Promise<void> {
  await services.events.track(customer.id, 'order_completed', { revenue: total / 100 });
}
