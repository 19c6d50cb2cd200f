import type { TestAccounts } from '#domain/test-accounts.ts';
import type { LookRequest } from '#ports/look-request.ts';
import { type Column, selectFrom } from '#shared/sql-columns.ts';
import { isPlain, ruleText, textOf } from './conditions.ts';
import { instant, type QueryValues } from './hogql.ts';

/**
 * One row per unit with an exposure event in the window, test accounts left out: `unit`; `arm`, the number of its variant from 1 on,
 * 0 if no event named a declared variant, -1 if several; `first_at`, its first exposure; `dimension_<i>`, a tuple with the text.
 */
export function exposedUnits(request: LookRequest, values: QueryValues): string {
  const dimensions = request.dimensions.map((property, index): Column => {
    const placeholder = values.bind(`dimension_${index}_property`, property);
    return { name: `met_dimension_${index}`, text: textOf(placeholder) };
  });
  const met = `${selectFrom(
    [
      { name: 'met_unit', text: 'person_id' },
      { name: 'met_at', text: 'timestamp' },
      { name: 'met_arm', text: armText(request.variants, values) },
      ...testColumn(request.testAccounts, values),
      ...dimensions,
    ],
    'events',
  )}
WHERE event = ${values.bind('exposure_event', request.exposure.event)}
AND ${flagText(request.flagKey, values)}
AND timestamp >= toDateTime(${values.bind('from', instant(request.window.from))})
AND timestamp < toDateTime(${values.bind('until', instant(request.window.until))})${platformFilter(request.testAccounts)}`;
  const grouped = `${selectFrom(
    [
      { name: 'grouped_unit', text: 'met_unit' },
      { name: 'first_at', text: 'minIf(met_at, met_arm > 0)' },
      { name: 'lowest_arm', text: 'minIf(met_arm, met_arm > 0)' },
      { name: 'highest_arm', text: 'max(met_arm)' },
      ...dimensions.map(({ name }, index) => ({
        name: `dimension_${index}`,
        text: `argMinIf(tuple(${name}), tuple(met_at, coalesce(${name}, '')), met_arm > 0)`,
      })),
    ],
    `(\n${met}\n)`,
  )}
GROUP BY met_unit${withoutTests(request.testAccounts)}`;
  return selectFrom(
    [
      { name: 'unit', text: 'grouped_unit' },
      { name: 'arm', text: 'CASE WHEN lowest_arm < highest_arm THEN -1 ELSE highest_arm END' },
      { name: 'first_at', text: 'first_at' },
      ...dimensions.map((_, index) => ({ name: `dimension_${index}`, text: `dimension_${index}` })),
    ],
    `(\n${grouped}\n)`,
  );
}

/** Whether a row is of a test account, by the request's own rules; no column if it has none. */
export function testColumn({ rules }: TestAccounts, values: QueryValues): readonly Column[] {
  if (rules.length === 0) return [];
  const texts = rules.map((rule, index) =>
    ruleText(rule, `test_${index}`, values, {
      text: (property) => textOf(values.bind(`test_${index}_property`, property)),
      number: () => 'NULL',
    }),
  );
  return [{ name: 'is_test', text: `coalesce(${texts.join(' OR ')}, false)` }];
}

/** A person is left out if any of its rows is marked. */
export function withoutTests({ rules }: TestAccounts): string {
  return rules.length === 0 ? '' : '\nHAVING max(is_test) = 0';
}

/** PostHog puts the project's own rules for internal and test users here. */
export function platformFilter({ platformFilter: isAsked }: TestAccounts): string {
  return isAsked ? '\nAND {filters}' : '';
}

function flagText(flagKey: string, values: QueryValues): string {
  const key = values.bind('flag_key', flagKey);
  if (isPlain(flagKey)) return `properties.$feature_flag = ${key}`;
  return `JSONType(properties, '$feature_flag') = 'String' AND JSONExtractString(properties, '$feature_flag') = ${key}`;
}

/** Number of the variant that a response names, 0 for anything else: only a string that is declared counts. */
function armText(variants: readonly string[], values: QueryValues): string {
  const declared = variants.map((key, index) => values.bind(`variant_${index}`, key));
  const arms = (response: string) =>
    `CASE ${declared.map((key, index) => `WHEN ${response} = ${key} THEN ${index + 1}`).join(' ')} ELSE 0 END`;
  if (variants.every(isPlain)) return arms('properties.$feature_flag_response');
  const isText = "JSONType(properties, '$feature_flag_response') = 'String'";
  return `CASE WHEN ${isText} THEN ${arms("JSONExtractString(properties, '$feature_flag_response')")} ELSE 0 END`;
}
