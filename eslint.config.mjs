import tseslint from 'typescript-eslint';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import noFolderCycles from './scripts/lint/no_folder_cycles.js';

/**
 * Dependencies point one way: routes → usecases → {elasticsearch, engine, messages} → common. Browser and server share common/
 * only. By folder: what of the repository it may import beside itself.
 */
const IMPORTS = {
  common: [],
  'server/engine': ['common'],
  'server/elasticsearch': ['common', 'server/config.ts', 'server/kibana_types.ts'],
  // the engine's types, for the answers that it words
  'server/messages': ['common', 'server/engine'],
  'server/settings': ['common', 'server/config.ts', 'server/kibana_types.ts', 'server/messages'],
  'server/usecases': [
    'common',
    'server/config.ts',
    'server/kibana_types.ts',
    'server/bad_request_error.ts',
    'server/elasticsearch',
    'server/engine',
    'server/messages',
  ],
  server: ['common'],
  public: ['common'],
};

/** @param also what tests may import as well */
const importRule = (...also) => [
  'error',
  {
    zones: Object.entries(IMPORTS).map(([folder, allowed]) => ({
      target: `./${folder}`,
      from: '.',
      except: ['node_modules', folder, ...allowed, ...also].map((one) => `./${one}`),
      message: `${folder}/ may import ${[...allowed, 'itself'].join(', ')}.`,
    })),
  },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'build/', 'target/', '.data/', 'samples/clusters/', 'coverage/'] },
  ...tseslint.configs.recommended,
  ...tseslint.configs.recommendedTypeCheckedOnly.map((config) => ({
    ...config,
    files: ['**/*.{ts,tsx}'],
  })),
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // a `default` stands for the cases that look the same
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // its fix takes away assertions that TypeScript needs
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Kibana's contracts declare functions as methods, which are meant to be taken out
      '@typescript-eslint/unbound-method': 'off',
      // an async function may have to match a contract that returns a promise
      '@typescript-eslint/require-await': 'off',
      // about one screen; a longer function states its reason beside the exception
      'max-lines-per-function': ['off', { max: 100, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', '**/testing/**', 'test/**', 'bench/**'],
    rules: {
      // answers are read as they come, and `describe` holds all tests of a file
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      'max-lines-per-function': 'off',
    },
  },
  {
    files: ['**/*.{ts,tsx,mjs,js}'],
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['{common,server,public}/**/*.{ts,tsx}'],
    plugins: {
      'import-x': importX,
      'request-trace': { rules: { 'no-folder-cycles': noFolderCycles } },
    },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.tsx', '.d.ts', '.js', '.json'] }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': importRule(),
      'request-trace/no-folder-cycles': 'error',
    },
  },
  {
    files: ['{common,server,public}/**/*.test.{ts,tsx}', '{common,server,public}/**/testing/**'],
    rules: { 'import-x/no-restricted-paths': importRule('test/support', 'samples/load') },
  },
  prettier,
  { files: ['**/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } }
);
