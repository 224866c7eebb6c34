/**
 * Projects: `unit` needs nothing; `bundle` needs a build; `integration` needs a real Elasticsearch, which test/run.ts starts
 * and names in TEST_ELASTICSEARCH_URL. Browser tests run apart (test/browser/), in Chromium.
 */
const common = {
  rootDir: __dirname,
  transform: {
    '^.+\\.(t|j)sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'classic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Kibana supplies these at run time; the charts and EUI are ESM or heavy in parts.
  moduleNameMapper: {
    '^@kbn/i18n$': '<rootDir>/test/support/kbn_i18n.tsx',
    '^@kbn/i18n-react$': '<rootDir>/test/support/kbn_i18n.tsx',
    '^@kbn/config-schema$': '<rootDir>/host/server/config_schema.ts',
    '^@elastic/eui$': '@elastic/eui/test-env',
    '\\.(css|scss)$': '<rootDir>/test/support/empty.js',
  },
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/target/', '<rootDir>/\\.data/'],
};

const project = (displayName, testMatch) => ({ ...common, displayName, testMatch });

module.exports = {
  testTimeout: 30_000,
  projects: [
    project('unit', [
      '<rootDir>/{common,server,public,host,samples,scripts,bench,accuracy,annotate,test/support,test/i18n,test/contract}/**/*.test.{ts,tsx}',
    ]),
    project('corpus', ['<rootDir>/test/corpus/**/*.test.ts']),
    project('bundle', ['<rootDir>/test/bundle/**/*.test.ts']),
    project('integration', ['<rootDir>/test/integration/**/*.test.ts']),
  ],
};
