/** One line of a basket; the price is in cents. */
export interface BasketLine {
  readonly name: string;
  readonly price: number;
  readonly quantity: number;
}

export type Basket = readonly BasketLine[];

/** What a basket costs, in cents. */
export function totalOf(basket: Basket): number {
  return basket.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
}
