/** An SDK of a flag vendor: how manifests name it, and how code asks it for a flag. */
export interface FlagSdk {
  readonly name: string;
  readonly manifest: RegExp;
  readonly calls: readonly string[];
}

export const FLAG_SDKS: readonly FlagSdk[] = [
  {
    name: 'PostHog',
    manifest: /posthog/i,
    calls: [
      'getFeatureFlag(',
      'isFeatureEnabled(',
      'useFeatureFlag',
      'get_feature_flag(',
      'feature_enabled(',
      'GetFeatureFlag(',
    ],
  },
  {
    name: 'LaunchDarkly',
    manifest: /launch-?darkly|ldclient/i,
    calls: ['.variation(', 'Variation(', 'useFlags(', 'variation_detail('],
  },
  {
    name: 'OpenFeature',
    manifest: /open-?feature/i,
    calls: [
      'getStringValue(',
      'getBooleanValue(',
      'getStringDetails(',
      'get_string_value(',
      'StringValue(',
      'useStringFlagValue(',
      'fetch_string_value(',
    ],
  },
  {
    name: 'Statsig',
    manifest: /statsig/i,
    calls: ['getExperiment(', 'checkGate(', 'get_experiment(', 'check_gate(', 'GetExperiment('],
  },
  {
    name: 'Unleash',
    manifest: /unleash/i,
    calls: ['isEnabled(', 'getVariant(', 'is_enabled', 'get_variant(', 'IsEnabled('],
  },
  {
    name: 'GrowthBook',
    manifest: /growthbook/i,
    calls: ['getFeatureValue(', 'isOn(', 'useFeatureValue(', 'get_feature_value(', 'is_on('],
  },
  { name: 'Flipper', manifest: /flipper/i, calls: ['Flipper.enabled?', 'Flipper['] },
  {
    name: 'Flagsmith',
    manifest: /flagsmith/i,
    calls: ['hasFeature(', 'is_feature_enabled(', 'get_feature_value(', 'getValue('],
  },
  { name: 'ConfigCat', manifest: /config-?cat/i, calls: ['getValueAsync(', 'get_value(', 'GetValueAsync('] },
  { name: 'Split', manifest: /splitio|split-|@splitsoftware/i, calls: ['getTreatment(', 'get_treatment('] },
  { name: 'Optimizely', manifest: /optimizely/i, calls: ['.decide('] },
  { name: 'Eppo', manifest: /eppo/i, calls: ['getStringAssignment(', 'get_string_assignment('] },
  { name: 'Laravel Pennant', manifest: /laravel\/pennant/i, calls: ['Feature::active(', 'Feature::value('] },
  { name: 'Microsoft.FeatureManagement', manifest: /FeatureManagement/, calls: ['IsEnabledAsync('] },
  { name: 'django-waffle', manifest: /waffle/i, calls: ['flag_is_active('] },
  { name: 'FunWithFlags', manifest: /fun_with_flags/i, calls: ['FunWithFlags.enabled?'] },
];
