/** Builds what the host's pages load: the shared libraries, the host's own code, and the themes' style sheets. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RspackOptions } from '@rspack/core';
import { compile, createTypescriptRule } from '../scripts/bundle/compile';
import { hashInputs } from '../scripts/bundle/hash_inputs';
import { withLock } from '../scripts/bundle/folder_lock';
import { createSharedDepExternals } from '../scripts/bundle/shared_deps';

export interface BrowserFiles {
  folder: string;
  /** a hash of what was built, for the address that browsers keep the files under */
  version: string;
  isRebuilt: boolean;
}

const STYLESHEETS: ReadonlyArray<[source: string, name: string]> = [
  ['node_modules/@elastic/eui/dist/eui_theme_light.min.css', 'eui_light.css'],
  ['node_modules/@elastic/eui/dist/eui_theme_dark.min.css', 'eui_dark.css'],
  ['node_modules/@elastic/charts/dist/theme_only_light.css', 'charts_light.css'],
  ['node_modules/@elastic/charts/dist/theme_only_dark.css', 'charts_dark.css'],
  ['host/browser/page.css', 'page.css'],
];

function createBundleConfig(
  root: string,
  folder: string,
  name: string,
  entry: string,
  more: RspackOptions
): RspackOptions {
  return {
    name,
    context: root,
    mode: 'production',
    devtool: false,
    target: ['web', 'es2020'],
    entry: { [name]: path.join(root, entry) },
    output: {
      path: folder,
      filename: '[name].js',
      publicPath: '',
      uniqueName: `requestTraceHost_${name}`,
    },
    resolve: { extensions: ['.ts', '.tsx', '.js', '.json'] },
    module: {
      rules: [createTypescriptRule('es2020')],
      // EUI loads each icon by `import()`; all in one file they are there at once.
      parser: { javascript: { dynamicImportMode: 'eager' } },
    },
    optimization: { splitChunks: false, runtimeChunk: false },
    performance: false,
    ...more,
  };
}

/** Builds into target/host what is not there or out of date: the libraries take seconds, so they are kept apart. */
export function buildBrowser(root: string): Promise<BrowserFiles> {
  return withLock(path.join(root, 'target', 'host.lock'), () => buildIfChanged(root));
}

async function buildIfChanged(root: string): Promise<BrowserFiles> {
  const folder = path.join(root, 'target', 'host');
  mkdirSync(folder, { recursive: true });
  const parts = [
    {
      name: 'shared_deps',
      entry: 'host/shared_deps/index.ts',
      inputs: ['host/shared_deps', 'host/build_browser.ts', 'package-lock.json'],
      more: {},
    },
    {
      name: 'browser',
      entry: 'host/browser/index.tsx',
      inputs: [
        'host/browser',
        'host/build_browser.ts',
        'scripts/bundle/shared_deps.ts',
        'public/kibana_types.ts',
      ],
      more: { externals: createSharedDepExternals() },
    },
  ];
  let isRebuilt = false;
  const hashes: string[] = [];
  for (const { name, entry, inputs, more } of parts) {
    const hash = hashInputs(root, inputs);
    hashes.push(hash);
    const record = path.join(folder, `${name}.hash`);
    const good =
      existsSync(record) &&
      readFileSync(record, 'utf8') === hash &&
      existsSync(path.join(folder, `${name}.js`));
    if (good) continue;
    await compile(createBundleConfig(root, folder, name, entry, more));
    writeFileSync(record, hash);
    isRebuilt = true;
  }
  for (const [source, name] of STYLESHEETS)
    copyFileSync(path.join(root, source), path.join(folder, name));
  return {
    folder,
    version: hashInputs(root, ['host/browser/page.css'], hashes).slice(0, 12),
    isRebuilt,
  };
}
