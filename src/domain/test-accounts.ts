/** A rule that marks a person as a test account; the person is left out of everything. */
export type TestAccountRule =
  | { readonly property: string; readonly operator: 'exact'; readonly value: string | number | boolean }
  | {
      readonly property: string;
      readonly operator: 'icontains' | 'not_icontains' | 'regex';
      readonly value: string;
    };

/** Who is no customer: the platform's own filter for internal and test users, own rules, or both. */
export interface TestAccounts {
  readonly platformFilter: boolean;
  readonly rules: readonly TestAccountRule[];
}

/** What holds if neither a plan nor the settings say otherwise: the platform's own filter. */
export const TEST_ACCOUNTS: TestAccounts = { platformFilter: true, rules: [] };

/** Who a plan leaves out, as its field: nothing if it is what holds anyway, so that such plans keep their hash. */
export function plannedTestAccounts(testAccounts: TestAccounts): { readonly testAccounts?: TestAccounts } {
  const isUsual = testAccounts.platformFilter && testAccounts.rules.length === 0;
  return isUsual ? {} : { testAccounts };
}
